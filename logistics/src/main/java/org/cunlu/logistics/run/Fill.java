package org.cunlu.logistics.run;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.logistics.Aboard.Carried;
import org.cunlu.logistics.Line;

/**
 * What a trip carries over all, and how full it is where it is fullest.
 * @param parcels that go with it, or are planned to
 * @param left those of them that left with it
 * @param fillPercent of room in kg, cm³ or pieces, whichever is scarcest; above 100 when it is overloaded
 */
@Serdeable
record Fill(int parcels, int left, long weightGrams, long volumeCm3, int fillPercent) {
    static Fill of(Line line, List<Carried> carried) {
        int fullest = 0;
        for (int section = 0; section < line.stops().size() - 1; section++) {
            long grams = 0;
            long cm3 = 0;
            long pieces = 0;
            for (Carried each : carried) {
                if (goesOver(line, each, section)) {
                    grams += each.weightGrams();
                    cm3 += each.volumeCm3();
                    pieces += each.parcels();
                }
            }
            fullest = Math.max(fullest, percent(grams, line.weightGrams()));
            fullest = Math.max(fullest, percent(cm3, line.volumeCm3()));
            fullest = line.pieces() == null ? fullest : Math.max(fullest, percent(pieces, line.pieces()));
        }
        return new Fill(
                carried.stream().mapToInt(Carried::parcels).sum(),
                carried.stream().mapToInt(Carried::left).sum(),
                carried.stream().mapToLong(Carried::weightGrams).sum(),
                carried.stream().mapToLong(Carried::volumeCm3).sum(),
                fullest);
    }

    private static boolean goesOver(Line line, Carried each, int section) {
        int from = index(line, each.fromNode(), 0);
        int to = index(line, each.toNode(), from + 1);
        return from <= section && section < to;
    }

    /** @return the stop at a node; behind the last where the line does not call there any more */
    private static int index(Line line, String node, int start) {
        for (int stop = start; stop < line.stops().size(); stop++) {
            if (line.stops().get(stop).nodeCode().equals(node)) {
                return stop;
            }
        }
        return line.stops().size();
    }

    /** Rounded up: a little over is over. */
    private static int percent(long part, long whole) {
        return (int) Math.min(Integer.MAX_VALUE, (part * 100 + whole - 1) / whole);
    }
}
