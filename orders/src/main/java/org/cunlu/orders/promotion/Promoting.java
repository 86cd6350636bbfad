package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.DiscountsGiven;
import org.cunlu.orders.DiscountsGiven.Given;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.PromotionDesk;

/** The desk at which promotions are made and followed, for the API and for pages. */
@Singleton
class Promoting implements PromotionDesk {
    private final Keeping keeping;
    private final PromotionTable table;
    private final DiscountsGiven given;
    private final Allotments allotments;
    private final Idempotency idempotency;
    private final Transactions transactions;

    Promoting(
            Keeping keeping,
            PromotionTable table,
            DiscountsGiven given,
            Allotments allotments,
            Idempotency idempotency,
            Transactions transactions) {
        this.keeping = keeping;
        this.table = table;
        this.given = given;
        this.allotments = allotments;
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    @Override
    public Page<Line> ofShops(Caller seller, @Nullable String cursor, @Nullable Integer limit) {
        int most = Page.limit(limit);
        return page(keeping.list(seller, Keeping.shops(seller), cursor, most + 1), most);
    }

    @Override
    public Page<Line> ofCounty(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int most = Page.limit(limit);
        return page(keeping.list(operator, null, cursor, most + 1), most);
    }

    private Page<Line> page(List<Promotion> found, int most) {
        var page = Page.of(found, most, Promotion::id);
        return new Page<>(used(page.items()), page.next());
    }

    @Override
    public Line one(Caller caller, String promotionId) {
        return used(List.of(keeping.ofHis(caller, promotionId))).getFirst();
    }

    private List<Line> used(List<Promotion> promotions) {
        List<String> ids = promotions.stream().map(Promotion::id).toList();
        Map<String, Given> taken = given.by(ids);
        Map<String, Long> claimed = ids.isEmpty() ? Map.of() : transactions.read(() -> table.issued(ids));
        var apart = allotments.standing(promotions.stream()
                .filter(each -> each.kind().keepsApart())
                .map(Promotion::id)
                .toList());
        return promotions.stream()
                .map(each -> {
                    Given its = taken.getOrDefault(each.id(), new Given(0, 0));
                    Long left = apart.containsKey(each.id())
                            ? apart.get(each.id()).stream()
                                    .mapToLong(Allotments.Standing::left)
                                    .sum()
                            : null;
                    return new Line(each, new Use(its.orders(), its.fen(), claimed.getOrDefault(each.id(), 0L), left));
                })
                .toList();
    }

    @Override
    public Promotion makeForShop(Caller seller, Wanted wanted, @Nullable String key) {
        return made(seller, wanted, key, () -> keeping.bySeller(seller, wanted));
    }

    @Override
    public Promotion makeForCounty(Caller operator, Wanted wanted, @Nullable String key) {
        return made(operator, wanted, key, () -> keeping.byCounty(operator, wanted));
    }

    /** What is kept of the answer is what the API says; it is read again, so that whoever repeats sees it as it stands. */
    private Promotion made(Caller caller, Wanted wanted, @Nullable String key, Supplier<Promotion> making) {
        PromotionView view = idempotency.once(
                caller.accountId(),
                Keeping.MAKE,
                key,
                wanted,
                PromotionView.class,
                () -> PromotionView.of(making.get()));
        return transactions.read(() -> table.find(view.promotionId())).orElseThrow(ProblemException::notFound);
    }

    @Override
    public Promotion end(Caller caller, String promotionId) {
        return transactions.run(() -> keeping.end(caller, promotionId));
    }
}
