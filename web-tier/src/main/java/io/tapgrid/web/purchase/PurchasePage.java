package io.tapgrid.web.purchase;

import io.micronaut.http.HttpRequest;
import io.tapgrid.domain.PurchaseId;
import io.tapgrid.domain.purchase.Purchase;
import io.tapgrid.web.http.Reply;
import io.tapgrid.web.problem.Problem;
import io.tapgrid.web.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One page of a shopper's purchases, newest first: at most {@link #SIZE}, those after the one named by {@code after}. */
final class PurchasePage {
    static final int SIZE = 100;

    private static final Comparator<Purchase> NEWEST_FIRST =
            Comparator.comparing(Purchase::decidedAt).reversed().thenComparing(Purchase::id);

    private final @Nullable PurchaseId after;

    private PurchasePage(@Nullable PurchaseId after) {
        this.after = after;
    }

    static PurchasePage asked(HttpRequest<?> request) {
        String text = request.getParameters().get("after");
        if (text == null) {
            return new PurchasePage(null);
        }
        return new PurchasePage(PurchaseId.parse(text)
                .orElseThrow(() -> new ProblemException(Problem.invalid("after", "expected the 'next' of a page"))));
    }

    Reply of(List<Purchase> all, PurchaseJson json) {
        List<Purchase> sorted = all.stream().sorted(NEWEST_FIRST).toList();
        int begin = after == null ? 0 : indexAfter(sorted, after);
        int end = Math.min(begin + SIZE, sorted.size());
        Optional<String> next =
                end < sorted.size() ? Optional.of(sorted.get(end - 1).id().value()) : Optional.empty();
        return Reply.ok("shown", json.list(sorted.subList(begin, end), next));
    }

    private static int indexAfter(List<Purchase> sorted, PurchaseId after) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).id().equals(after)) {
                return i + 1;
            }
        }
        throw new ProblemException(Problem.invalid("after", "expected the 'next' of a page"));
    }
}
