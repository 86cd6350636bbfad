package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.presale.Presale.Act;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.Presale.Terms;

/** Takes acts on presales: by compare-and-set, each with a row of history and one in the trail, in the caller's transaction. */
@Singleton
class PresaleBook {
    static final String SYSTEM = "system";

    private final PresaleTable table;
    private final PresaleHistory history;
    private final Trail trail;
    private final Clock clock;

    PresaleBook(PresaleTable table, PresaleHistory history, Trail trail, Clock clock) {
        this.table = table;
        this.history = history;
        this.trail = trail;
        this.clock = clock;
    }

    void draft(Presale presale, String actor) {
        table.insert(presale);
        wrote(presale, Act.DRAFTED, null, actor, null);
    }

    Presale state(Presale from, State to, Act act, @Nullable String reason, String actor) {
        return take(
                from,
                after(from, to, from.terms(), from.lateness(), from.passedOn(), from.harvested()),
                act,
                reason,
                actor);
    }

    /** What was asked for before is decided by it. */
    Presale forecast(Presale from, long pieces, String reason, String actor) {
        Terms terms = from.terms().forecast(pieces);
        return take(
                from,
                after(from, from.state(), terms, from.lateness(), from.passedOn(), null)
                        .raise(null),
                Act.FORECAST,
                reason,
                actor);
    }

    /** @param to what the seller asks for, or null when the county says no */
    Presale raise(Presale from, @Nullable Long to, String reason, String actor) {
        return take(
                from,
                after(from, from.state(), from.terms(), from.lateness(), from.passedOn(), null)
                        .raise(to),
                to == null ? Act.RAISE_DECLINED : Act.RAISE_ASKED,
                reason,
                actor);
    }

    /** It is late once more. @param terms as they are now */
    Presale late(Presale from, Terms terms, @Nullable LocalDate passedOn, @Nullable String reason, String actor) {
        return take(
                from,
                after(from, from.state(), terms, from.lateness() + 1, passedOn, null),
                Act.DELAYED,
                reason,
                actor);
    }

    Presale harvested(Presale from, long pieces, String actor) {
        return take(
                from,
                after(from, State.ALLOTTED, from.terms(), from.lateness(), from.passedOn(), pieces),
                Act.HARVESTED,
                null,
                actor);
    }

    private static Presale after(
            Presale from,
            State state,
            Terms terms,
            int lateness,
            @Nullable LocalDate passedOn,
            @Nullable Long harvested) {
        return new Presale(
                from.presaleId(),
                from.countyCode(),
                from.sellerCode(),
                from.offerId(),
                from.skuCode(),
                from.nodeCode(),
                state,
                from.version() + 1,
                terms,
                lateness,
                passedOn,
                harvested,
                from.raiseTo(),
                from.createdAt());
    }

    private Presale take(Presale from, Presale to, Act act, @Nullable String reason, String actor) {
        if (table.move(from, to) == 0) {
            throw ProblemException.of(
                    409, "presale-moved", "预售状态已变 · The presale has moved on", "请刷新后再试 · Read it again and retry");
        }
        wrote(to, act, reason, actor, told(from));
        return to;
    }

    private void wrote(Presale to, Act act, @Nullable String reason, String actor, @Nullable String before) {
        history.insert(to, act, reason, clock.instant(), actor);
        trail.record(actor, "orders.presale-" + act.name().toLowerCase(Locale.ROOT), to.presaleId(), before, told(to));
    }

    private static String told(Presale presale) {
        return presale.state() + " " + presale.terms().forecast() + " until "
                + presale.terms().shipTo()
                + (presale.raiseTo() == null ? "" : " raise to " + presale.raiseTo())
                + (presale.harvested() == null ? "" : " harvested " + presale.harvested());
    }
}
