package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.State;

/** Promotions that wait for a second person, and those that run, which may be ended. */
@Singleton
class PromotionDocket implements Docket {
    private final Keeping keeping;
    private final Transactions transactions;

    PromotionDocket(Keeping keeping, Transactions transactions) {
        this.keeping = keeping;
        this.transactions = transactions;
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public String kind() {
        return "promotions";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : null;
        return Page.of(
                keeping.standing(operator, State.DRAFT, before, size + 1).stream()
                        .map(PromotionDocket::matter)
                        .toList(),
                size,
                Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Promotion one = keeping.one(operator, id);
        var facts = new ArrayList<>(terms(one.terms()));
        facts.add(Fact.text("payers", payers(one)));
        facts.add(Fact.text("goods", goods(one.scope())));
        facts.add(Fact.fen("budget", one.budgetFen()));
        facts.add(Fact.fen("spent", one.budgetFen() == null ? null : one.usedFen()));
        return new Paper(matter(one), facts, steps(one.terms()), List.of(), answers(one.state()));
    }

    private static List<Answer> answers(State state) {
        return switch (state) {
            case DRAFT ->
                List.of(
                        Answer.plain("approve").signed(Keeping.APPROVE),
                        new Answer("decline", true, false, false, Factor.NONE, null));
            case ACTIVE -> List.of(new Answer("end", true, false, false, Factor.NONE, null));
            case DECLINED, ENDED -> List.of();
        };
    }

    private static List<Fact> terms(Promotion.Terms terms) {
        var facts = new ArrayList<Fact>();
        if (terms.offBps() != null) {
            facts.add(Fact.text("off-share", percent(terms.offBps())));
        }
        if (terms.offFen() != null) {
            facts.add(Fact.fen("off", terms.offFen()));
        }
        if (terms.buy() != null && terms.get() != null) {
            facts.add(Fact.text("buy-get", terms.buy() + " + " + terms.get()));
        }
        Promotion.Coupon coupon = terms.coupon();
        if (coupon != null) {
            facts.add(Fact.fen("minimum", coupon.minFen()));
            facts.add(
                    coupon.offFen() == null
                            ? Fact.text("off-share", percent(coupon.offBps()))
                            : Fact.fen("off", coupon.offFen()));
            facts.add(Fact.text("coupons", coupon.total()));
            facts.add(Fact.text("each", coupon.limitEach()));
        }
        Promotion.Flash apart = terms.apart();
        if (apart != null) {
            facts.add(Fact.text("offer", apart.offerId()));
            facts.add(Fact.text("node", apart.nodeCode()));
            facts.add(Fact.fen("price", apart.priceFen()));
            facts.add(Fact.text("pieces", apart.pieces()));
            facts.add(Fact.text("each", apart.limitEach()));
        }
        return facts;
    }

    private static List<List<Fact>> steps(Promotion.Terms terms) {
        return terms.tiers() == null
                ? List.of()
                : terms.tiers().stream()
                        .map(tier -> List.of(Fact.fen("minimum", tier.minFen()), Fact.fen("off", tier.offFen())))
                        .toList();
    }

    private static String payers(Promotion one) {
        return one.payers().stream()
                .map(share -> Stream.of(share.by().name(), share.code(), percent(share.bps()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("、"));
    }

    private static String goods(Promotion.Scope scope) {
        return Stream.of(scope.products(), scope.skus(), scope.categories(), scope.sellers(), scope.brands())
                .filter(codes -> codes != null && !codes.isEmpty())
                .map(codes -> String.join(" ", codes))
                .collect(Collectors.joining(" · "));
    }

    private static String percent(int bps) {
        return BigDecimal.valueOf(bps, 2).stripTrailingZeros().toPlainString() + "%";
    }

    private static Matter matter(Promotion each) {
        return new Matter(
                each.id(),
                each.name(),
                List.of(
                        Fact.code("kind", each.kind()),
                        Fact.text("seller", each.sellerCode()),
                        Fact.code("state", each.state()),
                        Fact.moment("starts", each.startsAt()),
                        Fact.moment("ends", each.endsAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> transactions.run(() -> keeping.decide(operator, id, true));
            case "decline" -> transactions.run(() -> keeping.decide(operator, id, false));
            case "end" -> transactions.run(() -> keeping.end(operator, id));
            default -> throw Docket.unknownAnswer();
        }
    }
}
