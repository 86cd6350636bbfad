package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourProblem.Role;

/**
 * What a depot has to do on a day, and with what. Times are seconds after midnight, money is fen.
 * @param places codes of nodes in the order of the plan's roads; the depot is the first
 * @param notToday nodes for which something lies there that waits for their next day
 */
@Serdeable
record Sheet(
        String depot,
        LocalDate day,
        List<String> places,
        List<Stop> stops,
        List<Van> vans,
        Rules rules,
        List<String> notToday) {
    Sheet {
        places = List.copyOf(places);
        stops = List.copyOf(stops);
        vans = List.copyOf(vans);
        notToday = List.copyOf(notToday);
    }

    /**
     * @param id unique in the sheet
     * @param partner the other half of goods that go from stop to stop; null for a visit
     * @param delivers from the depot @param collects to the depot, or to its partner
     * @param released when the goods it gets are at the depot
     * @param releasedBy trip that brings them there, {@code B12/2026-11-23}; null where they lie there
     * @param must whether it has to be served today
     * @param vans that may serve it; null for all
     * @param cashFen offered there, to be taken along
     */
    @Serdeable
    record Stop(
            String id,
            String node,
            Role role,
            @Nullable String partner,
            Goods delivers,
            Goods collects,
            int opens,
            int closes,
            int service,
            int released,
            @Nullable String releasedBy,
            boolean must,
            @Nullable Set<String> vans,
            long cashFen) {
        Stop with(int newOpens, int newCloses, int newService) {
            return new Stop(
                    id,
                    node,
                    role,
                    partner,
                    delivers,
                    collects,
                    newOpens,
                    newCloses,
                    newService,
                    released,
                    releasedBy,
                    must,
                    vans,
                    cashFen);
        }

        /** What it gives or gets alone. */
        Stop only(Goods gets, Goods gives) {
            return new Stop(
                    id,
                    node,
                    role,
                    partner,
                    gets,
                    gives,
                    opens,
                    closes,
                    service,
                    gets.none() ? 0 : released,
                    releasedBy,
                    must,
                    vans,
                    cashFen);
        }

        Stop released(int at) {
            return new Stop(
                    id,
                    node,
                    role,
                    partner,
                    delivers,
                    collects,
                    opens,
                    closes,
                    service,
                    at,
                    releasedBy,
                    must,
                    vans,
                    cashFen);
        }
    }

    /**
     * A vehicle and its terms.
     * @param leaves first moment of its shift @param back last moment
     * @param pace seconds it takes for what the roads say is one
     * @param reaches nodes it can get to; null for all
     */
    @Serdeable
    record Van(
            String code,
            String plate,
            Goods capacity,
            int leaves,
            int back,
            int loading,
            int tripsMax,
            long fixedFen,
            long perKmFen,
            long perHourFen,
            double pace,
            @Nullable Set<String> reaches) {
        Van from(int moment) {
            return new Van(
                    code,
                    plate,
                    capacity,
                    moment,
                    Math.max(back, moment),
                    loading,
                    tripsMax,
                    fixedFen,
                    perKmFen,
                    perHourFen,
                    pace,
                    reaches);
        }
    }

    /** @param trip from 0, with {@code position}; null for anywhere in its day */
    @Serdeable
    record Pin(
            String stop,
            String van,
            @Nullable Integer trip,
            @Nullable Integer position) {}

    /** May not be in one vehicle. */
    @Serdeable
    record Apart(String one, String other) {}

    /** What a dispatcher said. @param locked vans whose tours stay as they are */
    @Serdeable
    record Rules(List<Pin> pins, Set<String> locked, List<Apart> apart) {
        static final Rules NONE = new Rules(List.of(), Set.of(), List.of());

        Rules {
            pins = List.copyOf(pins);
            locked = Set.copyOf(locked);
            apart = List.copyOf(apart);
        }
    }

    /** Stops of a van's day, trip by trip. */
    @Serdeable
    record Tour(String van, List<List<String>> trips) {
        Tour {
            trips = trips.stream().map(List::copyOf).toList();
        }

        Stream<String> stops() {
            return trips.stream().flatMap(List::stream);
        }
    }

    @Serdeable
    record Tours(List<Tour> tours) {
        Tours {
            tours = List.copyOf(tours);
        }
    }

    Optional<Stop> find(String stop) {
        return stops.stream().filter(each -> each.id().equals(stop)).findFirst();
    }

    /** @throws ProblemException 400 {@code unknown-stop} */
    Stop stop(String id) {
        return find(id).orElseThrow(() -> ProblemException.invalid("stop", "unknown-stop", "没有这个停靠点 · No such stop"));
    }

    /** @throws ProblemException 400 {@code unknown-van} */
    Van van(String code) {
        return vans.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("van", "unknown-van", "本方案没有这辆车 · No such vehicle in this plan"));
    }

    Sheet with(Rules other) {
        return new Sheet(depot, day, places, stops, vans, other, notToday);
    }

    Sheet withStops(List<Stop> others) {
        return new Sheet(depot, day, places, others, vans, rules, notToday);
    }

    Sheet withVans(List<Van> others) {
        return new Sheet(depot, day, places, stops, others, rules, notToday);
    }
}
