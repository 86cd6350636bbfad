package org.cunlu.app.whole;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A hub, a gateway, two townships with a village station each. Two buses a day go down to station 1 (11:00 and 15:00), one to
 * station 2 (11:30), one comes up from each (13:00, 17:00).
 */
final class SmallNetwork {
    static final String HUB = "500233";
    static final String TOWN1 = "500233101";
    static final String TOWN2 = "500233102";
    static final String STATION1 = "500233101201";
    static final String STATION2 = "500233102201";
    static final String EARLY = "BUS-11";
    static final String LATE = "BUS-15";

    private static final List<String> COLUMNS = List.of(
            ("record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,handling_minutes,township,station,"
                            + "mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart")
                    .split(","));

    private SmallNetwork() {}

    /** @param pieces that the early bus takes */
    static String with(String pieces) {
        return with(pieces, HUB + " 11:00", TOWN1 + " 11:30", STATION1 + " 12:00");
    }

    /** @param early stops of the early bus */
    static String with(String pieces, String... early) {
        return String.join(",", COLUMNS) + "\n"
                + node(HUB, "HUB", "")
                + node("500233-OUT", "GATEWAY", HUB)
                + node(TOWN1, "TOWNSHIP", HUB)
                + node(TOWN2, "TOWNSHIP", HUB)
                + node(STATION1, "VILLAGE", TOWN1)
                + node(STATION2, "VILLAGE", TOWN2)
                + village(STATION1, TOWN1)
                + village(STATION2, TOWN2)
                + bus(EARLY, pieces, early)
                + bus(LATE, "100", HUB + " 15:00", TOWN1 + " 15:30", STATION1 + " 16:00")
                + bus("BUS-2", "100", HUB + " 11:30", TOWN2 + " 12:00", STATION2 + " 12:30")
                + bus("UP-1", "100", STATION1 + " 13:00", TOWN1 + " 13:30", HUB + " 14:00")
                + bus("UP-2", "100", STATION2 + " 17:00", TOWN2 + " 17:30", HUB + " 18:00");
    }

    private static String node(String code, String tier, String parent) {
        return row("record=node code=" + code + " name=站" + code + " tier=" + tier + " parent=" + parent
                + " status=OPEN latitude=30 longitude=108 days=1234567 opens=05:00 closes=22:00 handling_minutes=10");
    }

    private static String village(String station, String township) {
        return row("record=village code=" + station + " name=村" + station + " township=" + township + " station="
                + station + " latitude=30 longitude=108");
    }

    private static String bus(String code, String pieces, String... stops) {
        var rows = new StringBuilder(row("record=line code=" + code + " name=" + code
                + " days=1234567 mode=BUS capacity_kg=500 capacity_litres=2000 capacity_pieces=" + pieces));
        for (int i = 0; i < stops.length; i++) {
            String[] stop = stops[i].split(" ");
            rows.append(row("record=stop line=%s seq=%d node=%s arrive=%s depart=%s"
                    .formatted(code, i + 1, stop[0], stop[1], stop[1])));
        }
        return rows.toString();
    }

    /** @param fields by name; all others are blank */
    private static String row(String fields) {
        Map<String, String> known = Arrays.stream(fields.split(" "))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        return COLUMNS.stream().map(column -> known.getOrDefault(column, "")).collect(Collectors.joining(",")) + "\n";
    }
}
