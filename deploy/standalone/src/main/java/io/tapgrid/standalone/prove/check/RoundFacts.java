package io.tapgrid.standalone.prove.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.standalone.prove.traffic.Acknowledgement;
import io.tapgrid.standalone.prove.traffic.SaleTerms;
import io.tapgrid.standalone.prove.traffic.Wish;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Everything that is known of a round when it is over and the system is at rest.
 *
 * @param wishes what shoppers asked for and were told
 * @param grid the sale's purchases in the grid
 * @param mysql the same in MySQL
 * @param ledger what happened in the sale, by shard, in order
 * @param deadLetters keys of rows that MySQL was made to refuse; they may be missing there
 * @param conservation as the console reads it
 * @param withoutMajority when and to whom nothing may have been acknowledged
 * @param complaints answers that were wrong by themselves
 */
public record RoundFacts(
        SaleTerms sale,
        Collection<Wish> wishes,
        List<PurchaseRow> grid,
        List<PurchaseRow> mysql,
        List<LedgerLine> ledger,
        Set<String> deadLetters,
        JsonNode conservation,
        List<Acknowledgement> acknowledgements,
        List<Interval> withoutMajority,
        List<String> complaints) {}
