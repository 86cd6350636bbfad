package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Part;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.aftersales.Moves.Held;

/** What follows when a request is granted, whoever grants it: the goods are waited for, or the money is owed. */
@Singleton
class Agreeing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DRAWS_MAX = 5;
    /** Of {@link Paying#settle}: all that the pieces are worth. */
    static final long ALL = Long.MAX_VALUE;

    private final Moves moves;
    private final AfterTable table;
    private final AfterLineTable lines;
    private final CountTable counts;
    private final Paying paying;
    private final Replacing replacing;
    private final Terms terms;
    private final Ids ids;
    private final Clock clock;

    Agreeing(
            Moves moves,
            AfterTable table,
            AfterLineTable lines,
            CountTable counts,
            Paying paying,
            Replacing replacing,
            Terms terms,
            Ids ids,
            Clock clock) {
        this.moves = moves;
        this.table = table;
        this.lines = lines;
        this.counts = counts;
        this.paying = paying;
        this.replacing = replacing;
        this.terms = terms;
        this.ids = ids;
        this.clock = clock;
    }

    /** As it was asked, as far as its pieces are still worth that: what was settled since may have made them worth less. */
    AfterSale grant(Held held, Act act, String actor) {
        return held.request().kind().goodsBack()
                ? awaitGoods(held, act, actor)
                : settle(
                        held,
                        held.request(),
                        act,
                        // Without an amount of the buyer's own it is all that they are worth now, so that parts
                        // that are asked for side by side add up to the whole as well.
                        held.request().kind() == Kind.REFUND_ONLY
                                ? ALL
                                : atMostWorth(held, held.request().askedFen()),
                        actor);
    }

    /** @param fen what was asked or offered when the pieces may have been worth more */
    long atMostWorth(Held held, long fen) {
        AfterSale request = held.request();
        return Math.min(fen, paying.worthFen(request.orderId(), lines.of(request.requestId())));
    }

    AfterSale awaitGoods(Held held, Act act, String actor) {
        AfterSale before = held.request();
        moves.demand(before, State.AWAITING_GOODS);
        String replacement = before.kind() == Kind.EXCHANGE ? ids.next() : null;
        AfterSale after = moves.step(
                before,
                before.goods(code(), null, replacement)
                        .to(State.AWAITING_GOODS, clock.instant().plus(terms.dropOff())),
                act,
                null,
                actor);
        moves.tellBuyer(after, Notices.Kind.RETURN_AGREED, before.askedFen());
        if (replacement != null) {
            replacing.hold(held.order(), replacement, lines.of(before.requestId()));
        }
        return after;
    }

    private String code() {
        for (int draw = 1; ; draw++) {
            String code = "%010d".formatted(RANDOM.nextLong(10_000_000_000L));
            if (table.byCode(code).isEmpty() || draw == DRAWS_MAX) {
                return code;
            }
        }
    }

    /** @param before with whom it is blamed on; its state as it is kept @param fen at most what its pieces are worth, or {@link #ALL} */
    AfterSale settle(Held held, AfterSale before, Act act, long fen, String actor) {
        moves.demand(before, State.SETTLED);
        long back = paying.settle(before, held.order(), lines.of(before.requestId()), fen);
        AfterSale after = moves.step(
                held.request(),
                before.settling(back)
                        .goods(null, before.barcode(), before.replacementId())
                        .to(State.SETTLED, null),
                act,
                back,
                actor);
        moves.tellBuyer(after, Notices.Kind.RETURN_SETTLED, back);
        moves.tellSeller(after, Notices.Kind.RETURN_SETTLED_SHOP, back);
        return after;
    }

    /** The goods were replaced: no money moves. */
    AfterSale exchanged(Held held, Act act, String actor) {
        AfterSale before = held.request();
        for (Part part : lines.of(before.requestId())) {
            if (!counts.exchanged(before.orderId(), part.lineNo(), part.pieces())) {
                throw new IllegalStateException("counts of a locked order moved: " + before.requestId());
            }
        }
        return moves.step(before, before.settling(0).to(State.SETTLED, null), act, null, actor);
    }

    /** Nothing comes of it. @param told null to tell nobody */
    AfterSale end(Held held, State how, Act act, String actor, Notices.@Nullable Kind told) {
        AfterSale before = held.request();
        moves.demand(before, how);
        AfterSale after = moves.step(
                before,
                before.goods(null, before.barcode(), before.replacementId()).to(how, null),
                act,
                null,
                actor);
        // Once the old piece is handed in its replacement is sent: it was replaced, whatever is said of it.
        boolean replaced = before.kind() == Kind.EXCHANGE && before.barcode() != null;
        for (Part part : lines.of(before.requestId())) {
            boolean counted = replaced
                    ? counts.exchanged(before.orderId(), part.lineNo(), part.pieces())
                    : counts.close(before.orderId(), part.lineNo(), part.pieces());
            if (!counted) {
                throw new IllegalStateException("counts of a locked order moved: " + before.requestId());
            }
        }
        if (told != null) {
            moves.tellBuyer(after, told, 0);
        }
        if (before.state() == State.AWAITING_GOODS) {
            replacing.giveBack(before.replacementId());
        }
        return after;
    }
}
