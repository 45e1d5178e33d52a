-- An operator's word, given with ./tapgrid restore --accept-loss: the next start with an empty grid restores what is
-- here, although some of what happened may be missing, and leaves the sales paused. Taken back by that start.
CREATE TABLE loss_acceptance (
    id          INT         NOT NULL,
    accepted_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
