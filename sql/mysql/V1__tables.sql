-- The tables that follow the grid, for MySQL 8 and MariaDB 10.6 and later.
--
-- Everything in here is written by one shipper per shard, in the order of that shard's journal. Ids and uids compare
-- byte by byte (utf8mb4_bin), times are UTC with microseconds. Keys begin with the shard where rows come in numbers:
-- a transaction of one shard then writes into a range of its own, and two shippers cannot deadlock over neighbours.

CREATE TABLE sale (
    sale_id              VARCHAR(32)  NOT NULL,
    names                TEXT         NOT NULL COMMENT 'JSON object: language tag to name',
    state                VARCHAR(16)  NOT NULL,
    opens_at             DATETIME(6)  NOT NULL,
    closes_at            DATETIME(6)  NOT NULL,
    reservation_required BOOLEAN      NOT NULL,
    rule                 VARCHAR(32)  NOT NULL,
    hold_millis          BIGINT       NOT NULL,
    pay_millis           BIGINT       NOT NULL,
    version              BIGINT       NOT NULL COMMENT 'the higher one wins',
    PRIMARY KEY (sale_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE item (
    sale_id     VARCHAR(32) NOT NULL,
    sku         VARCHAR(32) NOT NULL,
    position    INT         NOT NULL,
    names       TEXT        NOT NULL COMMENT 'JSON object: language tag to name',
    price_minor BIGINT      NOT NULL,
    currency    VARCHAR(8)  NOT NULL,
    stock       BIGINT      NOT NULL COMMENT 'units first given; changes since are in stock_change',
    version     BIGINT      NOT NULL COMMENT 'the higher one wins',
    PRIMARY KEY (sale_id, sku)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE stock_change (
    sale_id    VARCHAR(32)  NOT NULL,
    sku        VARCHAR(32)  NOT NULL,
    kind       VARCHAR(8)   NOT NULL COMMENT 'PLACED once, then ADJUSTED',
    change_key VARCHAR(128) NOT NULL COMMENT 'the key of the adjustment; empty when placed',
    units      BIGINT       NOT NULL COMMENT 'negative: withdrawn',
    reason     VARCHAR(200) NOT NULL,
    changed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (sale_id, sku, kind, change_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE reservation (
    shard       INT         NOT NULL COMMENT 'follows from the uid',
    sale_id     VARCHAR(32) NOT NULL,
    sku         VARCHAR(32) NOT NULL,
    uid         VARCHAR(64) NOT NULL,
    reserved_at DATETIME(6) NOT NULL,
    source      VARCHAR(8)  NOT NULL,
    PRIMARY KEY (shard, sale_id, sku, uid)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE purchase (
    shard           INT          NOT NULL COMMENT 'follows from the uid',
    sale_id         VARCHAR(32)  NOT NULL,
    uid             VARCHAR(64)  NOT NULL,
    no              INT          NOT NULL COMMENT 'counts the wins of one shopper in one sale, from 0',
    purchase_id     VARCHAR(104) NOT NULL COMMENT 'sale~no~uid',
    sku             VARCHAR(32)  NOT NULL,
    state           VARCHAR(8)   NOT NULL,
    release_reason  VARCHAR(16)  NULL,
    request_key     VARCHAR(128) NULL COMMENT 'of the grab that won it',
    cart_key        VARCHAR(128) NULL COMMENT 'of the request that put it into the cart',
    cancel_key      VARCHAR(128) NULL COMMENT 'of the request that gave it back',
    version         INT          NOT NULL COMMENT 'the higher one wins',
    decided_at      DATETIME(6)  NOT NULL,
    hold_expires_at DATETIME(6)  NOT NULL,
    pay_by          DATETIME(6)  NULL,
    changed_at      DATETIME(6)  NOT NULL,
    payment_id      VARCHAR(128) NULL,
    paid_minor      BIGINT       NULL,
    paid_currency   VARCHAR(8)   NULL,
    PRIMARY KEY (shard, sale_id, uid, no),
    KEY purchase_by_id (purchase_id),
    KEY purchase_by_uid (uid),
    KEY purchase_by_item (sale_id, sku, state)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Every event that ever was, once: what reservation and purchase show is only the last of them.
CREATE TABLE ledger (
    shard        INT          NOT NULL,
    seq          BIGINT       NOT NULL COMMENT 'the committed batch, from 1, without gaps',
    idx          INT          NOT NULL COMMENT 'the event within its batch, from 0',
    kind         VARCHAR(24)  NOT NULL,
    happened_at  DATETIME(6)  NOT NULL,
    sale_id      VARCHAR(32)  NOT NULL,
    sku          VARCHAR(32)  NULL,
    uid          VARCHAR(64)  NULL,
    purchase_id  VARCHAR(104) NULL,
    units        BIGINT       NULL,
    content_hash BINARY(16)   NOT NULL,
    payload      MEDIUMBLOB   NOT NULL COMMENT 'the event as the journal wrote it, version 1',
    PRIMARY KEY (shard, seq, idx)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- How far each shard has been shipped, and by which of its primaries: the fence against one that was cut off.
CREATE TABLE shipped (
    shard      INT         NOT NULL,
    epoch      BIGINT      NOT NULL,
    next_seq   BIGINT      NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (shard)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Rows that the database refused for what they are. Each is an alarm.
CREATE TABLE dead_letter (
    shard       INT           NOT NULL,
    seq         BIGINT        NOT NULL,
    idx         INT           NOT NULL,
    table_name  VARCHAR(16)   NOT NULL COMMENT 'where the row belongs',
    row_key     VARCHAR(300)  NOT NULL,
    sql_state   VARCHAR(5)    NOT NULL,
    error_code  INT           NOT NULL,
    reason      VARCHAR(1000) NOT NULL,
    happened_at DATETIME(6)   NOT NULL,
    noted_at    DATETIME(6)   NOT NULL,
    payload     MEDIUMBLOB    NOT NULL COMMENT 'the event as the journal wrote it, version 1',
    PRIMARY KEY (shard, seq, idx, table_name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Written by a drained stop, erased by the next start before it serves. While it is here and equal to shipped, the
-- database holds everything there is.
CREATE TABLE shard_stop (
    shard      INT         NOT NULL,
    next_seq   BIGINT      NOT NULL COMMENT 'the head of the shard when it stopped',
    stopped_at DATETIME(6) NOT NULL,
    PRIMARY KEY (shard)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
