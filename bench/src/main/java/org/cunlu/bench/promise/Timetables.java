package org.cunlu.bench.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.NetworkMaps;

/** A network in memory whose timetable changes when it is told to. */
final class Timetables implements NetworkMaps {
    private final List<Consumer<NetworkMap>> readers = new CopyOnWriteArrayList<>();
    private volatile NetworkMap map;

    Timetables(NetworkMap map) {
        this.map = map;
    }

    @Override
    public NetworkMap current() {
        return map;
    }

    @Override
    public void beforeEach(Consumer<NetworkMap> reader) {
        readers.add(reader);
    }

    /** Every tenth line leaves some minutes later. */
    void change(int minutes) {
        NetworkMap before = map;
        var lines = new ArrayList<Line>();
        for (Line line : before.lines()) {
            lines.add(lines.size() % 10 == 0 ? later(line, minutes) : line);
        }
        var after = new NetworkMap(before.version() + 1, before.nodes(), before.openings(), lines, before.leads());
        readers.forEach(reader -> reader.accept(after));
        map = after;
    }

    private static Line later(Line line, int minutes) {
        List<Line.Stop> stops = line.stops().stream()
                .map(stop ->
                        new Line.Stop(stop.nodeCode(), stop.arriveMinute() + minutes, stop.departMinute() + minutes))
                .toList();
        return new Line(
                line.code(),
                line.name(),
                line.route(),
                line.mode(),
                line.days(),
                line.validFrom(),
                line.validTo(),
                line.weightGrams(),
                line.volumeCm3(),
                line.pieces(),
                line.carries(),
                line.holidays(),
                stops);
    }
}
