package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.departure.DepartureTable.Said;

/** People say what one departure takes: less because of luggage, nothing more because it is closed, or again what its line does. */
@Singleton
class RoomActs {
    static final List<Role> WHO = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR, Role.DRIVER);
    private static final String ACT = "logistics.departure-room";

    private final DepartureTable departures;
    private final Timetables timetables;
    private final RoomMemory memory;
    private final Overflowing overflowing;
    private final GivingWay givingWay;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    RoomActs(
            DepartureTable departures,
            Timetables timetables,
            RoomMemory memory,
            Overflowing overflowing,
            GivingWay givingWay,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.departures = departures;
        this.timetables = timetables;
        this.memory = memory;
        this.overflowing = overflowing;
        this.givingWay = givingWay;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The same again changes nothing. Who held room that is no more is sent another way, the latest first.
     * @throws ProblemException {@code not-found}; 400 {@code room-beyond-line}; 409 {@code departure-changed} when it is not as
     *     it was seen, {@code departure-gone}
     */
    void say(Caller caller, String lineCode, LocalDate date, RoomWish wish) {
        Line line = own(caller, lineCode, date);
        Said said = wish.said(line);
        transactions.run(() -> {
            Part first = locked(line, date);
            if (said.equals(of(first)) && first.said() != wish.asLine()) {
                return;
            }
            if (first.version() != wish.version()) {
                throw ProblemException.of(
                                409, "departure-changed", "班次刚被改动 · The departure was changed meanwhile", null)
                        .fact("version", first.version());
            }
            departures.say(lineCode, date, said, !wish.asLine());
            overflowing.settle(lineCode, date);
            trail.record(
                    caller.accountId(), ACT, lineCode + "/" + date, text(of(first)), text(said) + " " + wish.why());
        });
        memory.put(departures.of(List.of(lineCode), date, date));
        givingWay.tell();
    }

    /** Whoever may say something of a line says it of all its stretches: so it must begin where he is. */
    private Line own(Caller caller, String lineCode, LocalDate date) {
        Line line = timetables.line(lineCode).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, line.stops().getFirst().nodeCode(), ACT, WHO);
        if (!line.runsOn(date)) {
            throw ProblemException.notFound();
        }
        int last = Math.max(0, line.stops().size() - 2);
        if (!Timetables.at(date, line.stops().get(last).departMinute()).isAfter(clock.instant())) {
            throw ProblemException.of(409, "departure-gone", "班次已发车 · It has left", null);
        }
        return line;
    }

    private Part locked(Line line, LocalDate date) {
        List<Part> parts = departures.lock(line.code(), date);
        if (parts.isEmpty()) {
            departures.make(line, List.of(date));
            parts = departures.lock(line.code(), date);
        }
        return parts.getFirst();
    }

    private static Said of(Part part) {
        return new Said(part.grams(), part.cm3(), part.pieces(), part.closed());
    }

    private static String text(Said said) {
        return said.weightGrams() + " g, " + said.volumeCm3() + " cm3, "
                + (said.pieces() == null ? "" : said.pieces() + " pieces, ") + (said.closed() ? "closed" : "open");
    }
}
