package org.cunlu.orders.sourcing;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;

/** What it costs to carry a load over the legs of a promise. The carrier's own price beyond the gateway is not in it. */
@Singleton
class LegCosts {
    private static final double EARTH_METRES = 6_371_000;
    /** 10⁻⁹ fen in a fen, which is what milli-fen × grams × metres come to without a division. */
    private static final long NANO = 1_000_000_000;

    private final NetworkMaps maps;
    private final LegCostTariff tariff;
    private volatile Modes modes = new Modes(null, Map.of());

    LegCosts(NetworkMaps maps, LegCostTariff tariff) {
        this.maps = maps;
        this.tariff = tariff;
    }

    /** Who runs each line of a map. */
    private record Modes(NetworkMap map, Map<String, Line.Mode> byLine) {}

    /**
     * @return 10⁻⁹ fen; a line that is not in the timetable any more counts as a van, a node that is not known lies on the way
     * @throws ArithmeticException when it does not fit
     */
    long nanoFen(List<Leg> legs, Load load) {
        NetworkMap map = maps.current();
        Map<String, Line.Mode> byLine = modes(map);
        long sum = 0;
        for (Leg leg : legs) {
            Line.Mode mode = byLine.getOrDefault(leg.lineCode(), Line.Mode.VAN);
            long gramMetres = Math.multiplyExact(
                    load.weightGrams(),
                    metres(map.nodes().get(leg.fromNode()), map.nodes().get(leg.toNode())));
            sum = Math.addExact(sum, Math.multiplyExact(tariff.parcel(mode), NANO));
            sum = Math.addExact(sum, Math.multiplyExact(gramMetres, tariff.kgKm(mode)));
        }
        return sum;
    }

    private Map<String, Line.Mode> modes(NetworkMap map) {
        Modes known = modes;
        if (known.map() != map) {
            var byLine = new HashMap<String, Line.Mode>();
            map.lines().forEach(line -> byLine.put(line.code(), line.mode()));
            known = new Modes(map, byLine);
            modes = known;
        }
        return known.byLine();
    }

    /** By road, from positions. */
    private long metres(Node from, Node to) {
        if (from == null || to == null) {
            return 0;
        }
        double north = Math.toRadians(to.latitude() - from.latitude());
        double east = Math.toRadians(to.longitude() - from.longitude());
        double half = Math.pow(Math.sin(north / 2), 2)
                + Math.cos(Math.toRadians(from.latitude()))
                        * Math.cos(Math.toRadians(to.latitude()))
                        * Math.pow(Math.sin(east / 2), 2);
        double crow = 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, half)));
        return Math.round(crow * tariff.windingPermille() / 1_000);
    }
}
