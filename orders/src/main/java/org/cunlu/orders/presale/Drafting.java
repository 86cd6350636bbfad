package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.InputUse;
import org.cunlu.orders.presale.Presale.Cancelling;
import org.cunlu.orders.presale.Presale.Deposit;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.Presale.Terms;
import org.cunlu.orders.presale.Presale.UnpaidDeposit;

/** Makes drafts of presales, whose terms make sense. */
@Singleton
class Drafting {
    private final PresaleTable table;
    private final PresaleBook book;
    private final Offers offers;
    private final Network network;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Drafting(
            PresaleTable table,
            PresaleBook book,
            Offers offers,
            Network network,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.book = book;
        this.offers = offers;
        this.network = network;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A presale as its seller wants it.
     * @param node where the harvest is taken in; one of the offer's
     * @param forecast pieces @param sellPercent of the forecast, what may be sold
     * @param depositPercent of the goods; or {@code depositFen} for each piece; neither when all is paid at once
     * @param buyerLimit pieces; null for no limit
     */
    @Serdeable
    record Wanted(
            @NotNull @Size(max = 32) String offerId,
            @NotNull @Size(max = 32) String node,
            @NotNull @Positive @Max(100_000_000) Long forecast,
            @NotNull @Min(1) @Max(100) Integer sellPercent,
            @NotNull Instant orderUntil,
            @NotNull LocalDate shipFrom,
            @NotNull LocalDate shipTo,
            @Nullable @Min(1) @Max(99) Integer depositPercent,
            @Nullable @Positive @Max(100_000_000) Long depositFen,
            @Nullable @Min(1) @Max(60) Integer balanceDays,
            @Nullable UnpaidDeposit unpaidDeposit,
            @Nullable @Positive @Max(1_000_000) Integer buyerLimit,
            @NotNull CutRule cutRule,
            @NotNull Cancelling cancelling,
            @NotNull @Min(1) @Max(180) Integer patienceDays) {}

    /** @param shops codes of the caller's @throws ProblemException 404 for another's offer; 400, 409 for terms that make no sense */
    Presale draft(Caller caller, List<String> shops, Wanted wanted, @Nullable String key) {
        Keeping.Done done =
                idempotency.once(caller.accountId(), "orders.presale-draft", key, wanted, Keeping.Done.class, () -> {
                    Offer offer = offers.find(List.of(wanted.offerId())).get(wanted.offerId());
                    if (offer == null || !shops.contains(offer.sellerCode())) {
                        throw ProblemException.notFound();
                    }
                    refuseInputs(offer);
                    Presale presale = presale(offer, wanted);
                    book.draft(presale, caller.accountId());
                    return new Keeping.Done(presale.presaleId());
                });
        return table.find(done.presaleId()).orElseThrow();
    }

    private Presale presale(Offer offer, Wanted wanted) {
        Instant now = clock.instant();
        Node node = network.nodes(List.of(wanted.node())).get(wanted.node());
        if (node == null || !offer.sourceNodes().contains(wanted.node())) {
            throw ProblemException.invalid("node", "node-not-of-offer", "该商品不从此处发货 · The offer is not sent from there");
        }
        if (!wanted.orderUntil().isAfter(now)) {
            throw ProblemException.invalid("orderUntil", "order-until-past", "截止时间须在将来 · It must lie ahead");
        }
        checkWindow(wanted.shipFrom(), wanted.shipTo(), CountyTime.date(wanted.orderUntil()));
        Terms terms = new Terms(
                wanted.forecast(),
                wanted.sellPercent(),
                wanted.orderUntil(),
                wanted.shipFrom(),
                wanted.shipTo(),
                deposit(offer, wanted),
                wanted.balanceDays() == null ? 3 : wanted.balanceDays(),
                wanted.unpaidDeposit() == null ? UnpaidDeposit.REFUNDED : wanted.unpaidDeposit(),
                wanted.buyerLimit(),
                wanted.cutRule(),
                wanted.cancelling(),
                wanted.patienceDays());
        if (terms.sellable() == 0) {
            throw ProblemException.invalid("sellPercent", "nothing-to-sell", "可售数量为零 · Nothing of it may be sold");
        }
        return new Presale(
                ids.next(),
                node.countyCode(),
                offer.sellerCode(),
                offer.id(),
                offer.sku().code(),
                node.code(),
                State.DRAFT,
                1,
                terms,
                0,
                null,
                null,
                null,
                now);
    }

    static void checkWindow(LocalDate from, LocalDate to, LocalDate notBefore) {
        if (from.isAfter(to) || from.isBefore(notBefore) || !CountyTime.usual(to)) {
            throw ProblemException.invalid(
                    "shipTo", "window-invalid", "发货时段不对，须在截止下单之后 · The window must be in order, after the last order");
        }
    }

    /** Farm inputs are sold from the shelf alone, where their rules are asked. */
    static void refuseInputs(Offer offer) {
        if (InputUse.of(offer) != null) {
            throw ProblemException.of(409, "no-presale-of-inputs", "农资不预售 · Farm inputs are not sold ahead", null);
        }
    }

    private static Deposit deposit(Offer offer, Wanted wanted) {
        if (wanted.depositPercent() != null && wanted.depositFen() != null) {
            throw ProblemException.invalid("depositFen", "deposit-twice", "定金只填一种 · Name the deposit one way");
        }
        if (wanted.depositFen() != null && wanted.depositFen() >= offer.priceFen()) {
            throw ProblemException.invalid("depositFen", "deposit-too-high", "定金须低于单价 · It must be below the price");
        }
        if (wanted.depositPercent() != null) {
            return new Deposit(Deposit.Kind.PERCENT, wanted.depositPercent());
        }
        return wanted.depositFen() == null
                ? new Deposit(Deposit.Kind.NONE, 0)
                : new Deposit(Deposit.Kind.PER_PIECE, wanted.depositFen());
    }
}
