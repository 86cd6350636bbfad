package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.DepartureBoard;

/** Departures for those who are not asked by JSON, whose wishes are looked at before they come here. */
@Singleton
class DepartureDesk implements DepartureBoard {
    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;
    /** More runs than a county has in two weeks. */
    static final int RUNS_MAX = 20_000;

    private final DepartureList list;
    private final RoomActs acts;

    DepartureDesk(DepartureList list, RoomActs acts) {
        this.list = list;
        this.acts = acts;
    }

    @Override
    public Page<DatedDeparture> departures(
            Caller caller,
            @Nullable String line,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String cursor,
            int limit) {
        return list.of(caller, line, from, to, cursor, limit);
    }

    @Override
    public List<Filled> filled(Caller caller, LocalDate from, LocalDate to) {
        return list.of(caller, null, from, to, null, RUNS_MAX).items().stream()
                .collect(Collectors.groupingBy(DatedDeparture::lineCode, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(DepartureDesk::filled)
                .toList();
    }

    private static Filled filled(List<DatedDeparture> runs) {
        List<DatedDeparture.Section> sections = runs.stream()
                .flatMap(run -> run.sections().stream())
                .filter(section -> section.toNode() != null)
                .toList();
        return new Filled(
                runs.getFirst().lineCode(),
                runs.getFirst().name(),
                runs.size(),
                sections.stream()
                        .mapToLong(section -> section.takes().weightGrams())
                        .sum(),
                sections.stream()
                        .mapToLong(section -> section.held().weightGrams())
                        .sum(),
                sections.size(),
                (int) sections.stream().filter(section -> section.loaded() == 0).count());
    }

    @Override
    public void say(Caller caller, String line, LocalDate date, Room room) {
        if (room.why().length() < WHY_MIN || room.why().length() > WHY_MAX) {
            throw ProblemException.invalid("why", "reason-invalid", "请写明原因，2–200 字 · Say why, in 2 to 200 characters");
        }
        boolean below = Stream.of(room.weightGrams(), room.volumeCm3(), room.pieces())
                .anyMatch(part -> part != null && part < 0);
        if (below) {
            throw ProblemException.invalid("weight", "room-invalid", "装载量不能为负 · Room below zero");
        }
        acts.say(
                caller,
                line,
                date,
                new RoomWish(
                        room.version(),
                        room.weightGrams(),
                        room.volumeCm3(),
                        room.pieces(),
                        room.closed(),
                        room.why()));
    }
}
