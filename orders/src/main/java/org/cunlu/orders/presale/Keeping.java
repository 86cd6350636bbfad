package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.PresaleLate;
import org.cunlu.orders.PresaleOpened;
import org.cunlu.orders.presale.Presale.Act;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.Presale.Terms;

/** What sellers and the county do to presales before the harvest. Who may do it is known already. */
@Singleton
class Keeping {
    private final PresaleTable table;
    private final PresaleBook book;
    private final ForecastSupply forecasts;
    private final Network network;
    private final ShopPeople people;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final Clock clock;

    Keeping(
            PresaleTable table,
            PresaleBook book,
            ForecastSupply forecasts,
            Network network,
            ShopPeople people,
            Outbox outbox,
            Idempotency idempotency,
            Clock clock) {
        this.table = table;
        this.book = book;
        this.forecasts = forecasts;
        this.network = network;
        this.people = people;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** Another forecast. @param forecast pieces */
    @Serdeable
    record Forecast(
            @NotNull @Positive @Max(100_000_000) Long forecast,
            @NotNull @Size(min = 2, max = 200) String reason) {}

    /** @param forecast the one that was asked for, as it was read */
    @Serdeable
    record Decision(
            @NotNull @Positive Long forecast,
            @NotNull Boolean approved,
            @NotNull @Size(min = 2, max = 200) String reason) {}

    @Serdeable
    record Delay(
            @NotNull LocalDate shipFrom,
            @NotNull LocalDate shipTo,
            @NotNull @Size(min = 2, max = 200) String reason) {}

    @Serdeable
    record Reason(@NotNull @Size(min = 2, max = 200) String reason) {}

    /** What is remembered under a key. */
    @Serdeable
    record Done(String presaleId) {}

    /** The county lets it be sold. */
    Presale open(Caller caller, String presaleId, @Nullable String key) {
        return once(caller, "open", presaleId, key, null, presale -> {
            expect(presale, State.DRAFT);
            people.demandStranger(caller, presale.sellerCode(), null);
            if (!presale.terms().orderUntil().isAfter(clock.instant())) {
                throw ProblemException.of(
                        409, "order-until-past", "下单截止时间已过 · Its last moment for orders is over", null);
            }
            Node node = network.nodes(List.of(presale.nodeCode())).get(presale.nodeCode());
            forecasts.announce(
                    presaleId,
                    node,
                    presale.skuCode(),
                    presale.terms().shipTo(),
                    presale.terms().sellable());
            outbox.append(new PresaleOpened(
                    presaleId,
                    presale.sellerCode(),
                    presale.offerId(),
                    presale.skuCode(),
                    presale.terms().sellable(),
                    clock.instant()));
            return book.state(presale, State.OPEN, Act.OPENED, null, caller.accountId());
        });
    }

    Presale close(Caller caller, String presaleId, @Nullable Reason why, @Nullable String key) {
        return once(caller, "close", presaleId, key, why, presale -> {
            expect(presale, State.OPEN);
            return book.state(presale, State.CLOSED, Act.CLOSED, why == null ? null : why.reason(), caller.accountId());
        });
    }

    /**
     * A lower forecast holds at once; a higher one waits for the county's word, as the first one did.
     * @throws ProblemException 409 {@code more-is-sold} with the fact {@code sold}: only a harvest cuts what is sold
     */
    Presale forecast(Caller caller, String presaleId, Forecast wanted, @Nullable String key) {
        return once(caller, "forecast", presaleId, key, wanted, presale -> {
            if (!presale.waits()) {
                throw wrongState(presale);
            }
            return wanted.forecast() > presale.terms().forecast()
                    ? book.raise(presale, wanted.forecast(), wanted.reason(), caller.accountId())
                    : forecast(presale, wanted.forecast(), wanted.reason(), caller);
        });
    }

    private Presale forecast(Presale presale, long pieces, String reason, Caller caller) {
        long sellable = presale.terms().forecast(pieces).sellable();
        if (!forecasts.change(presale.presaleId(), sellable)) {
            throw ProblemException.of(
                            409,
                            "more-is-sold",
                            "已售数量超过新的预计产量 · More is sold than might be",
                            "短收由入库时按规则分配 · What is short is shared out when the harvest is in")
                    .fact("sold", forecasts.promised(presale.presaleId()));
        }
        return book.forecast(presale, pieces, reason, caller.accountId());
    }

    /**
     * The county's word on a higher forecast, by somebody who has nothing to do with the shop.
     * @throws ProblemException 409 {@code raise-changed} when another one, or none, is asked for
     */
    Presale decide(Caller caller, String presaleId, Decision decision, @Nullable String key) {
        return once(caller, "decide", presaleId, key, decision, presale -> {
            people.demandStranger(caller, presale.sellerCode(), null);
            if (!presale.waits()) {
                throw wrongState(presale);
            }
            if (!decision.forecast().equals(presale.raiseTo())) {
                throw ProblemException.of(
                        409, "raise-changed", "申请的产量已变 · Not what is asked for now", "请刷新 · Look at it again");
            }
            return decision.approved()
                    ? forecast(presale, decision.forecast(), decision.reason(), caller)
                    : book.raise(presale, null, decision.reason(), caller.accountId());
        });
    }

    /** It will be later: whoever waits is told, and may cancel. */
    Presale delay(Caller caller, String presaleId, Delay wanted, @Nullable String key) {
        return once(caller, "delay", presaleId, key, wanted, presale -> {
            if (!presale.waits()) {
                throw wrongState(presale);
            }
            Drafting.checkWindow(
                    wanted.shipFrom(),
                    wanted.shipTo(),
                    CountyTime.date(presale.terms().orderUntil()));
            if (!wanted.shipTo().isAfter(presale.terms().shipTo())
                    || wanted.shipTo().isBefore(CountyTime.date(clock.instant()))) {
                throw ProblemException.invalid("shipTo", "not-later", "新的日期须更晚 · It is not later");
            }
            Terms terms = presale.terms().ships(wanted.shipFrom(), wanted.shipTo());
            forecasts.later(presaleId, terms.shipTo(), terms.giveUpOn());
            Presale late = book.late(presale, terms, presale.passedOn(), wanted.reason(), caller.accountId());
            outbox.append(
                    new PresaleLate(presaleId, presale.sellerCode(), terms.shipTo(), late.lateness(), clock.instant()));
            return late;
        });
    }

    /** Nothing will come of it: whoever waits has all of his money back. */
    Presale callOff(Caller caller, String presaleId, Reason why, @Nullable String key) {
        return once(caller, "call-off", presaleId, key, why, presale -> {
            if (presale.waits()) {
                forecasts.callOff(presaleId);
            } else {
                expect(presale, State.DRAFT);
            }
            return book.state(presale, State.CALLED_OFF, Act.CALLED_OFF, why.reason(), caller.accountId());
        });
    }

    private Presale once(
            Caller caller,
            String what,
            String presaleId,
            @Nullable String key,
            @Nullable Object body,
            Function<Presale, Presale> act) {
        idempotency.once(
                caller.accountId(),
                "orders.presale-" + what + ":" + presaleId,
                key,
                body == null ? new Done(presaleId) : body,
                Done.class,
                () -> {
                    Presale presale = table.lock(presaleId).orElseThrow(ProblemException::notFound);
                    act.apply(presale);
                    return new Done(presaleId);
                });
        return table.find(presaleId).orElseThrow();
    }

    private static void expect(Presale presale, State state) {
        if (presale.state() != state) {
            throw wrongState(presale);
        }
    }

    static ProblemException wrongState(Presale presale) {
        return ProblemException.of(409, "presale-state", "预售不在此状态 · The presale does not stand so", null)
                .fact("state", presale.state().name());
    }
}
