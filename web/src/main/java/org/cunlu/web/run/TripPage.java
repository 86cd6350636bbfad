package org.cunlu.web.run;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Aboard.Stage;
import org.cunlu.logistics.DriverRuns.Item;
import org.cunlu.logistics.DriverRuns.Sheet;
import org.cunlu.logistics.DriverRuns.Stop;
import org.cunlu.logistics.DriverRuns.Trip;

/**
 * A trip for who drives it.
 * @param next the stop where something is to be done next; null when all lie behind
 * @param path of the page
 */
public record TripPage(
        Trip trip, List<Stop> stops, @Nullable Stop next, String path) {
    static TripPage of(Sheet sheet, String path) {
        List<Stop> stops = sheet.stops();
        int behind = 0;
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).behind()) {
                behind = i + 1;
            }
        }
        boolean over = behind >= stops.size() || stops.getLast().arrivedAt() != null && open(stops.getLast()) == 0;
        return new TripPage(sheet.trip(), stops, over ? null : stops.get(behind), path);
    }

    private static long open(Stop stop) {
        return stop.handOver().stream()
                .filter(item -> !item.said() && item.stage() != Stage.TAKEN_OFF)
                .count();
    }

    /** @return whether the vehicle stands there, or begins there */
    public boolean there() {
        return next != null && (next.arrivedAt() != null || first(next));
    }

    private boolean first(Stop stop) {
        return stop.node().equals(stops.getFirst().node());
    }

    public boolean last(Stop stop) {
        return stop.node().equals(stops.getLast().node());
    }

    /** @return what the crew has not spoken of yet */
    public List<Item> toGive(Stop stop) {
        return stop.handOver().stream()
                .filter(item -> !item.said() && item.stage() != Stage.TAKEN_OFF && item.stage() != Stage.LOST)
                .toList();
    }

    public List<Item> toTake(Stop stop) {
        return stop.collect().stream()
                .filter(item -> !item.said() && item.stage() == Stage.WAITING)
                .toList();
    }

    /** @return such as {@code 07:30} */
    public String time(Instant moment) {
        return CountyTime.at(moment).toLocalTime().withSecond(0).withNano(0).toString();
    }
}
