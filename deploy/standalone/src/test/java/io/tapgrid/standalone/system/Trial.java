package io.tapgrid.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * A sale in the middle of which something happens. A crowd grabs, carts and pays all the while, and when it has gone home everything it was told
 * must be in the books.
 */
@SuppressWarnings("try") // waiting for a process may be interrupted, and tests end early on purpose
record Trial(RunningSystem system, Shop shop, Books books) {
    static final Duration SALES_WITHIN = Duration.ofSeconds(60);

    private static final int CLIENTS = 8;
    private static final int WINS_BEFORE = 100;

    /** What happens once the sale is under way. It ends with the system able to sell, or started again. */
    @FunctionalInterface
    interface Happening {
        void to(Crowd crowd) throws Exception;
    }

    /** Answers that may still be on their way at any instant: one a client. */
    static int answersOnTheirWay() {
        return CLIENTS;
    }

    /** Ends the crowd as soon as {@code happening} is over, and returns what it was told. */
    List<Crowd.Told> run(Sale sale, Happening happening) throws Exception {
        sale.open(system, shop);
        try (Crowd crowd = Crowd.of(CLIENTS, shop, sale, 0)) {
            crowd.awaitMoreWins(WINS_BEFORE, SALES_WITHIN);
            happening.to(crowd);
            crowd.close();
            assertThat(crowd.surprises()).isEmpty();
            List<Crowd.Told> told = List.copyOf(crowd.told().values());
            books.agree(sale, told);
            return told;
        }
    }

    /** The same, and afterwards so many more are sold. */
    void sellingOn(Sale sale, int winsAfter, Happening happening) throws Exception {
        var unused = run(sale, crowd -> {
            happening.to(crowd);
            crowd.awaitMoreWins(winsAfter, SALES_WITHIN);
        });
    }
}
