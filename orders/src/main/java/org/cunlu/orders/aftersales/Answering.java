package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Side;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.aftersales.Moves.Held;

/** The two sides go on with a request, each in its turn. */
@Singleton
class Answering {
    /** Of each side, so that none talks until the other cannot answer; 50 of a request. */
    private static final int WORDS_MAX = 25;

    private final Moves moves;
    private final Agreeing agreeing;
    private final Paying paying;
    private final AfterLineTable lines;
    private final StepTable steps;
    private final Terms terms;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Answering(
            Moves moves,
            Agreeing agreeing,
            Paying paying,
            AfterLineTable lines,
            StepTable steps,
            Terms terms,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.moves = moves;
        this.agreeing = agreeing;
        this.paying = paying;
        this.lines = lines;
        this.steps = steps;
        this.terms = terms;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** What somebody says with an act. */
    @Serdeable
    record Said(String words) {}

    @Serdeable
    record Amount(long fen, @Nullable String words) {}

    Done accept(Collection<String> shops, String actor, String requestId, @Nullable String key) {
        return asSeller(shops, actor, requestId, "accept", new Said(""), key, held -> {
            moves.demand(held.request(), held.request().kind().goodsBack() ? State.AWAITING_GOODS : State.SETTLED);
            return agreeing.grant(held, Act.ACCEPTED, actor);
        });
    }

    Done decline(Collection<String> shops, String actor, String requestId, Said said, @Nullable String key) {
        return asSeller(shops, actor, requestId, "decline", said, key, held -> {
            moves.demand(held.request(), State.DECLINED);
            say(held.request(), Side.SELLER, said.words());
            AfterSale after = moves.step(
                    held.request(),
                    held.request().to(State.DECLINED, clock.instant().plus(terms.dispute())),
                    Act.DECLINED,
                    null,
                    actor);
            moves.tellBuyer(after, Notices.Kind.RETURN_DECLINED, 0);
            return after;
        });
    }

    /** An amount, the goods stay. @throws ProblemException 409 {@code more-than-paid} */
    Done offer(Collection<String> shops, String actor, String requestId, Amount offer, @Nullable String key) {
        return asSeller(shops, actor, requestId, "offer", offer, key, held -> {
            moves.demand(held.request(), State.OFFERED);
            long worth = paying.worthFen(held.request().orderId(), lines.of(requestId));
            if (offer.fen() > worth) {
                throw ProblemException.of(409, "more-than-paid", "超过可退金额 · More than what was paid for it", null)
                        .fact("mostFen", worth);
            }
            if (offer.words() != null) {
                say(held.request(), Side.SELLER, offer.words());
            }
            AfterSale after = moves.step(
                    held.request(),
                    held.request()
                            .offering(offer.fen())
                            .to(State.OFFERED, clock.instant().plus(terms.offer())),
                    Act.OFFERED,
                    offer.fen(),
                    actor);
            moves.tellBuyer(after, Notices.Kind.RETURN_OFFERED, offer.fen());
            return after;
        });
    }

    /** The buyer takes what is offered. */
    Done takeOffer(String buyer, String requestId, @Nullable String key) {
        return asBuyer(buyer, requestId, "take", new Said(""), key, held -> {
            if (held.request().offeredFen() == null || held.request().state() != State.OFFERED) {
                throw ProblemException.of(409, "no-offer", "没有待答复的方案 · There is no offer to take", null);
            }
            long fen = agreeing.atMostWorth(held, held.request().offeredFen());
            return agreeing.settle(held, held.request(), Act.OFFER_TAKEN, fen, buyer);
        });
    }

    /** To the county: the offer is not taken, or the answer not accepted. */
    Done dispute(String buyer, String requestId, Said said, @Nullable String key) {
        return asBuyer(buyer, requestId, "dispute", said, key, held -> {
            AfterSale before = held.request();
            if (before.state() == State.ASKED) {
                throw ProblemException.of(409, "seller-to-answer", "请先等卖家答复 · The seller is to answer first", null);
            }
            moves.demand(before, State.DISPUTED);
            say(before, Side.BUYER, said.words());
            AfterSale after = moves.step(
                    before,
                    before.to(State.DISPUTED, clock.instant().plus(terms.hearing())),
                    before.state() == State.OFFERED ? Act.OFFER_REFUSED : Act.DISPUTED,
                    null,
                    buyer);
            moves.tellSeller(after, Notices.Kind.RETURN_DISPUTED, before.askedFen());
            return after;
        });
    }

    /** @throws ProblemException 409 {@code goods-handed-in}: what they are worth is settled, not forgotten */
    Done withdraw(String buyer, String requestId, @Nullable String key) {
        return asBuyer(buyer, requestId, "withdraw", new Said(""), key, held -> {
            moves.demand(held.request(), State.WITHDRAWN);
            if (held.request().barcode() != null) {
                throw ProblemException.of(
                        409, "goods-handed-in", "货已交回，不能撤回 · The goods were handed in, it cannot be withdrawn", null);
            }
            return agreeing.end(held, State.WITHDRAWN, Act.WITHDRAWN, buyer, null);
        });
    }

    /** One side is heard. @throws ProblemException 409 {@code request-over}, {@code too-many-words} */
    Done hear(Held held, Side side, Said said) {
        if (!held.request().state().open()) {
            throw ProblemException.of(409, "request-over", "售后单已结束 · The request is over", null);
        }
        // What goes with a step is said once; only this could go on for ever.
        if (steps.words(held.request().requestId(), side) >= WORDS_MAX) {
            throw ProblemException.of(409, "too-many-words", "留言次数已满 · Enough was said", null);
        }
        say(held.request(), side, said.words());
        return done(held.request());
    }

    Done buyerSays(String buyer, String requestId, Said said, @Nullable String key) {
        return asBuyer(buyer, requestId, "say", said, key, held -> {
            hear(held, Side.BUYER, said);
            return held.request();
        });
    }

    Done sellerSays(Collection<String> shops, String actor, String requestId, Said said, @Nullable String key) {
        return asSeller(shops, actor, requestId, "say", said, key, held -> {
            hear(held, Side.SELLER, said);
            return held.request();
        });
    }

    static Done done(AfterSale request) {
        return new Done(request.requestId(), request.state());
    }

    private void say(AfterSale request, Side side, String words) {
        Rules.checkWords(words);
        steps.say(ids.next(), request, side, words, clock.instant());
    }

    private Done asBuyer(
            String buyer,
            String requestId,
            String act,
            Object body,
            @Nullable String key,
            Function<Held, AfterSale> effect) {
        return once(buyer, requestId, act, body, key, () -> {
            Held held = moves.locked(requestId)
                    .filter(found -> found.request().accountId().equals(buyer))
                    .orElseThrow(ProblemException::notFound);
            return effect.apply(held);
        });
    }

    private Done asSeller(
            Collection<String> shops,
            String actor,
            String requestId,
            String act,
            Object body,
            @Nullable String key,
            Function<Held, AfterSale> effect) {
        return once(actor, requestId, act, body, key, () -> {
            Held held = moves.locked(requestId)
                    .filter(found -> shops.contains(found.request().sellerCode()))
                    .orElseThrow(ProblemException::notFound);
            AfterSale after = effect.apply(held);
            trail.record(
                    actor,
                    "orders.after-sales." + act,
                    requestId,
                    held.request().state().name(),
                    after.state().name());
            return after;
        });
    }

    private Done once(
            String who, String requestId, String act, Object body, @Nullable String key, Supplier<AfterSale> effect) {
        return idempotency.once(
                who, "orders.after-sales." + act + ":" + requestId, key, body, Done.class, () -> done(effect.get()));
    }
}
