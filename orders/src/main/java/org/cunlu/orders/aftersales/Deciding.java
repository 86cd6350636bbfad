package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Side;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.AfterSales.Word;
import org.cunlu.orders.Reversal.Fault;
import org.cunlu.orders.aftersales.Moves.Held;

/** The county decides what the two sides cannot agree on, once both were heard or had their time. */
@Singleton
class Deciding {
    private static final String ACT = "orders.arbitration";
    private static final String CARRIER = "carrier";

    private final Moves moves;
    private final Agreeing agreeing;
    private final AfterTable table;
    private final StepTable steps;
    private final ShopPeople shops;
    private final SecondFactor factor;
    private final Network network;
    private final Terms terms;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Deciding(
            Moves moves,
            Agreeing agreeing,
            AfterTable table,
            StepTable steps,
            ShopPeople shops,
            SecondFactor factor,
            Network network,
            Terms terms,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.moves = moves;
        this.agreeing = agreeing;
        this.table = table;
        this.steps = steps;
        this.shops = shops;
        this.factor = factor;
        this.network = network;
        this.terms = terms;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    enum Outcome {
        /** Money; the goods stay where they are. */
        PAY,
        /** As a return or an exchange: the goods go back first. */
        GOODS_BACK,
        REJECT
    }

    /**
     * @param fen with PAY; null for all that its pieces are worth
     * @param fault whose it is; null as the reason says
     * @param payer with NETWORK: code of the node, or {@code carrier}
     */
    @Serdeable
    record Decision(
            @NotNull Outcome outcome,
            @Nullable @PositiveOrZero Long fen,
            @Nullable Fault fault,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String payer,

            @NotBlank @Size(max = 500) String words) {}

    static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }

    /**
     * @param code second factor; needed from {@link Terms#factorFen()} on, and for a claim or an exchange without an amount
     * @throws ProblemException not found; 409 {@code not-heard-yet}, {@code own-submission}, {@code request-moved}, {@code
     *     more-than-paid}; 403 {@code second-factor-needed}
     */
    Done decide(Caller caller, String requestId, Decision decision, @Nullable String code, @Nullable String key) {
        AfterSale known = table.find(requestId)
                .filter(found -> counties(caller).contains(found.countyCode()))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, requestId, "not-found");
                    return ProblemException.notFound();
                });
        check(decision);
        if (decision.outcome() != Outcome.REJECT && amount(known, decision) >= terms.factorFen()) {
            factor.use(caller.accountId(), code, ACT, hash(requestId, decision));
        }
        return idempotency.once(
                caller.accountId(),
                ACT + ":" + requestId,
                key,
                decision,
                Done.class,
                () -> Answering.done(decided(caller, requestId, decision)));
    }

    /** What it may come to: without an amount a claim and an exchange are paid all that their pieces are worth, not what was asked. */
    private static long amount(AfterSale known, Decision decision) {
        if (decision.fen() != null) {
            return decision.fen();
        }
        return switch (known.kind()) {
            case EXCHANGE, CLAIM -> Long.MAX_VALUE;
            case RETURN, REFUND_ONLY -> Math.max(known.askedFen(), 0);
        };
    }

    private static byte[] hash(String requestId, Decision decision) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((requestId + "\n" + decision).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(Decision decision) {
        Rules.checkWords(decision.words());
        boolean network = decision.fault() == Fault.NETWORK;
        if (network != (decision.payer() != null)) {
            throw ProblemException.invalid(
                    "payer", "payer-with-network", "由网络承担时须指明站点或承运商 · Named for the network, and for it alone");
        }
        if (network
                && !CARRIER.equals(decision.payer())
                && this.network.node(decision.payer()).isEmpty()) {
            throw ProblemException.invalid("payer", "node-unknown", "没有这个站点 · No such node");
        }
        if (decision.fen() != null && decision.outcome() != Outcome.PAY) {
            throw ProblemException.invalid("fen", "amount-with-pay", "只有判赔可填金额 · Only PAY names an amount");
        }
    }

    private AfterSale decided(Caller caller, String requestId, Decision decision) {
        Held held = moves.locked(requestId).orElseThrow(ProblemException::notFound);
        AfterSale before = held.request();
        try {
            shops.demandStranger(caller, before.sellerCode(), before.accountId());
        } catch (ProblemException own) {
            trail.refused(caller.accountId(), ACT, requestId, own.code());
            throw own;
        }
        if (before.state() != State.DISPUTED) {
            moves.demand(before, State.REJECTED);
        }
        checkHeard(before);
        steps.say(ids.next(), before, Side.COUNTY, decision.words(), clock.instant());
        AfterSale after = apply(held, decision, caller.accountId());
        trail.record(
                caller.accountId(),
                ACT,
                requestId,
                before.state() + " " + before.askedFen(),
                after.state() + " " + decision.outcome() + " " + after.settledFen() + " " + after.fault() + " "
                        + after.payer());
        moves.tellSeller(after, Notices.Kind.RETURN_DECIDED, after.settledFen() == null ? 0 : after.settledFen());
        return after;
    }

    private AfterSale apply(Held held, Decision decision, String actor) {
        AfterSale before = held.request();
        AfterSale blamed = decision.fault() == null ? before : before.blaming(decision.fault(), decision.payer());
        return switch (decision.outcome()) {
            case PAY ->
                agreeing.settle(
                        held, blamed, Act.DECIDED, decision.fen() == null ? Agreeing.ALL : decision.fen(), actor);
            case GOODS_BACK -> {
                if (!before.kind().goodsBack() || before.barcode() != null) {
                    throw ProblemException.of(
                            409, "no-goods-back", "此单不涉及退回货物 · Nothing goes back by this request", null);
                }
                yield agreeing.awaitGoods(new Held(blamed, held.order()), Act.DECIDED, actor);
            }
            case REJECT -> agreeing.end(held, State.REJECTED, Act.DECIDED, actor, Notices.Kind.RETURN_REJECTED);
        };
    }

    /** Both sides have said something, or had their time to. */
    private void checkHeard(AfterSale request) {
        if (request.dueAt() == null || !clock.instant().isBefore(request.dueAt())) {
            return;
        }
        var sides = steps.words(request.requestId()).stream().map(Word::side).toList();
        if (!sides.contains(Side.BUYER) || !sides.contains(Side.SELLER)) {
            throw ProblemException.of(409, "not-heard-yet", "双方陈述期未到 · Both sides are to be heard first", null)
                    .fact("until", request.dueAt().toString());
        }
    }
}
