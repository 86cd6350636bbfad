package org.cunlu.logistics.aboard;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.aboard.CarriedTable.Handled;
import org.cunlu.logistics.aboard.CarriedTable.Rider;

/** Reads from legs, bags and scans what a trip carries. */
@Singleton
class Carrying implements Aboard {
    private static final Set<ParcelState> RIDING = Set.of(ParcelState.LOADED, ParcelState.ON_TRIP, ParcelState.AT_STOP);

    private final CarriedTable table;

    Carrying(CarriedTable table) {
        this.table = table;
    }

    @Override
    public List<Piece> pieces(String trip) {
        int slash = trip.lastIndexOf('/');
        List<Rider> riders = table.riders(trip.substring(0, slash), LocalDate.parse(trip.substring(slash + 1)));
        List<String> boarded =
                riders.stream().filter(Rider::left).map(Rider::barcode).toList();
        Map<String, Handled> on = last(table.boarded(boarded, trip));
        Map<String, Handled> off = last(table.takenOff(boarded, trip));
        Map<String, String> outermost = outermost(riders);
        var groups = new LinkedHashMap<String, List<Rider>>();
        for (Rider rider : riders) {
            Handled boarding = on.get(rider.barcode());
            String thing = rider.left() && boarding != null
                    ? boarding.thing()
                    : outermost.getOrDefault(rider.barcode(), rider.barcode());
            groups.computeIfAbsent(thing, unseen -> new ArrayList<>()).add(rider);
        }
        return groups.entrySet().stream()
                .map(group -> piece(group.getKey(), group.getValue(), on, off))
                .sorted(Comparator.comparing(Piece::number))
                .toList();
    }

    @Override
    public Map<String, List<String>> riding(String trip) {
        int slash = trip.lastIndexOf('/');
        return table.riders(trip.substring(0, slash), LocalDate.parse(trip.substring(slash + 1))).stream()
                .filter(rider -> rider.left() && RIDING.contains(rider.state()))
                .collect(Collectors.groupingBy(Rider::toNode, Collectors.mapping(Rider::barcode, Collectors.toList())));
    }

    private static Piece piece(String number, List<Rider> riders, Map<String, Handled> on, Map<String, Handled> off) {
        // What shared a bag took its steps together; only a parcel that got lost on the way is behind the others.
        Rider first = riders.stream()
                .max(Comparator.comparing(rider -> stage(rider, off) == Stage.LOST ? 0 : 1))
                .orElseThrow();
        Handled boarding = first.left() ? on.get(first.barcode()) : null;
        Handled taking = first.left() ? off.get(first.barcode()) : null;
        return new Piece(
                number,
                !number.equals(first.barcode()),
                first.fromNode(),
                first.toNode(),
                stage(first, off),
                riders.size(),
                riders.stream().mapToLong(Rider::weightGrams).sum(),
                boarding == null ? null : boarding.actor(),
                taking == null ? null : taking.actor(),
                taking == null ? null : taking.at());
    }

    private static Stage stage(Rider rider, Map<String, Handled> off) {
        if (!rider.left()) {
            return Stage.WAITING;
        }
        if (off.containsKey(rider.barcode())) {
            return Stage.TAKEN_OFF;
        }
        return switch (rider.state()) {
            case LOADED -> Stage.LOADED;
            case ON_TRIP -> Stage.ON_TRIP;
            case AT_STOP -> Stage.AT_STOP;
            case LOST -> Stage.LOST;
            default -> Stage.TAKEN_OFF;
        };
    }

    private static Map<String, Handled> last(List<Handled> steps) {
        return steps.stream().collect(Collectors.toMap(Handled::barcode, step -> step, (one, later) -> later));
    }

    /** @return by parcel, the outermost bag that it lies in while it waits */
    private Map<String, String> outermost(List<Rider> riders) {
        var inBag = riders.stream()
                .filter(rider -> !rider.left() && rider.inBag() != null && rider.state() == ParcelState.AT_NODE)
                .collect(Collectors.toMap(Rider::barcode, Rider::inBag));
        var above = new HashMap<String, String>();
        var level = new HashSet<>(inBag.values());
        for (int depth = 0; depth <= Bags.DEPTH_MAX && !level.isEmpty(); depth++) {
            Map<String, String> outer = table.around(level);
            above.putAll(outer);
            level = new HashSet<>(outer.values());
        }
        var found = new HashMap<String, String>();
        inBag.forEach((barcode, bag) -> {
            String outermost = bag;
            for (int depth = 0; depth <= Bags.DEPTH_MAX && above.containsKey(outermost); depth++) {
                outermost = above.get(outermost);
            }
            found.put(barcode, outermost);
        });
        return found;
    }

    @Override
    public Map<String, List<Carried>> carried(LocalDate serviceDate) {
        return table.carried(serviceDate).stream()
                .collect(Collectors.groupingBy(
                        CarriedTable.OfLine::line,
                        Collectors.mapping(CarriedTable.OfLine::carried, Collectors.toList())));
    }
}
