package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.Sheet.Rules;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/**
 * A vehicle that goes no further. What it had aboard for others is fetched where it stands and brought there, what it had
 * collected is fetched to the depot, what it had not begun with is done by others. Tours of others keep their order.
 */
@Singleton
class Breakdown {
    /** What of a stop is still to be fetched, when what was aboard for it is on the broken vehicle. */
    private static final String BACK = "~back";

    private final Inserting inserting;

    Breakdown(Inserting inserting) {
        this.inserting = inserting;
    }

    /** @param orphans ids of stops for which others are needed @param left of these those that nobody can take */
    record Replanned(Sheet sheet, List<Tour> tours, List<String> orphans, List<String> left) {}

    Replanned of(Sheet sheet, Matrix roads, List<Tour> tours, String van, String place, Progress progress) {
        sheet.van(van);
        Tour broken = tours.stream()
                .filter(tour -> tour.van().equals(van))
                .findFirst()
                .orElse(new Tour(van, List.of()));
        Set<String> gone = broken.stops().collect(Collectors.toSet());
        List<Stop> orphans = orphans(sheet, broken, place, progress);
        var stops = new ArrayList<>(
                sheet.stops().stream().filter(stop -> !gone.contains(stop.id())).toList());
        stops.addAll(orphans);
        Rules rules = sheet.rules();
        Sheet rest = sheet.withStops(stops)
                .withVans(sheet.vans().stream()
                        .filter(each -> !each.code().equals(van))
                        .toList())
                .with(new Rules(
                        rules.pins().stream()
                                .filter(pin -> !pin.van().equals(van) && !gone.contains(pin.stop()))
                                .toList(),
                        rules.locked().stream()
                                .filter(code -> !code.equals(van))
                                .collect(Collectors.toSet()),
                        rules.apart()));
        List<Tour> now = tours.stream().filter(tour -> !tour.van().equals(van)).toList();
        var left = new ArrayList<String>();
        for (Stop orphan : first(orphans)) {
            Stop drop = orphan.partner() == null ? null : rest.stop(orphan.partner());
            var taken = inserting.insert(rest, roads, now, orphan, drop, progress, rules.locked());
            if (taken.isEmpty()) {
                left.add(orphan.id());
            }
            now = taken.orElse(now);
        }
        return new Replanned(rest, now, orphans.stream().map(Stop::id).toList(), left);
    }

    /** What must be served before what may, each pair once. */
    private static List<Stop> first(List<Stop> orphans) {
        return orphans.stream()
                .filter(stop -> stop.role() != Role.DROP)
                .sorted(Comparator.comparing((Stop stop) -> !stop.must()).thenComparing(Stop::id))
                .toList();
    }

    private static List<Stop> orphans(Sheet sheet, Tour broken, String place, Progress progress) {
        var all = new ArrayList<Stop>();
        for (int trip = 0; trip < broken.trips().size(); trip++) {
            List<String> ids = broken.trips().get(trip);
            if (!progress.gone(broken.van(), trip, ids)) {
                ids.stream().map(sheet::stop).forEach(all::add);
                continue;
            }
            Goods aboard = Goods.NONE;
            boolean back = trip + 1 < broken.trips().size()
                    && progress.gone(broken.van(), trip + 1, broken.trips().get(trip + 1));
            for (String id : ids) {
                Stop stop = sheet.stop(id);
                if (!progress.done().containsKey(id)) {
                    all.addAll(split(sheet, stop, place, progress));
                } else if (stop.role() == Role.VISIT) {
                    aboard = aboard.plus(stop.collects());
                }
            }
            if (!aboard.none() && !back) {
                all.add(visit(broken.van() + "~aboard", place, aboard, progress.now()));
            }
        }
        return all;
    }

    /** @return under which a stop was bundled of which a breakdown left what is to be fetched, however often */
    static String origin(String stopId) {
        return stopId.endsWith(BACK) ? origin(stopId.substring(0, stopId.length() - BACK.length())) : stopId;
    }

    private static List<Stop> split(Sheet sheet, Stop stop, String place, Progress progress) {
        var halves = new ArrayList<Stop>();
        boolean picked = stop.role() == Role.DROP && progress.done().containsKey(stop.partner());
        if (stop.role() != Role.VISIT && !picked) {
            return List.of(stop);
        }
        Goods aboard = picked ? sheet.stop(stop.partner()).collects() : stop.delivers();
        if (!aboard.none()) {
            String up = stop.id() + "~up";
            String down = stop.id() + "~down";
            int now = Math.max(0, progress.now());
            halves.add(half(stop, up, place, Role.PICKUP, down, aboard, now, Integer.MAX_VALUE));
            halves.add(half(stop, down, stop.node(), Role.DROP, up, Goods.NONE, stop.opens(), stop.closes()));
        }
        if (picked) {
            return halves;
        }
        if (!stop.collects().none() || stop.cashFen() > 0 || halves.isEmpty()) {
            halves.add(new Stop(
                    stop.id() + BACK,
                    stop.node(),
                    Role.VISIT,
                    null,
                    Goods.NONE,
                    stop.collects(),
                    stop.opens(),
                    stop.closes(),
                    stop.service(),
                    0,
                    null,
                    stop.must(),
                    null,
                    stop.cashFen()));
        }
        return halves;
    }

    private static Stop half(
            Stop stop, String id, String node, Role role, String partner, Goods collects, int opens, int closes) {
        return new Stop(
                id,
                node,
                role,
                partner,
                Goods.NONE,
                collects,
                opens,
                closes,
                stop.service(),
                0,
                null,
                stop.must(),
                null,
                0);
    }

    private static Stop visit(String id, String place, Goods collects, int now) {
        return new Stop(
                id,
                place,
                Role.VISIT,
                null,
                Goods.NONE,
                collects,
                Math.max(0, now),
                Integer.MAX_VALUE,
                300,
                0,
                null,
                true,
                null,
                0);
    }
}
