package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Line;
import org.junit.jupiter.api.Test;

/** Lines of a network file: stops, times, what they carry. */
class NetworkFileLinesTest extends NetworkFileRules {
    private static final String LINE_HEADER =
            "record,code,name,mode,days,valid_from,valid_to,capacity_kg,capacity_litres,line,seq,node,arrive,depart\n";

    private static final String LINE = "line,L,Van,VAN,12345,,,500,2000,,,,,\n";

    @Test
    void aLineMayCarrySomeClassesSoManyPiecesAndKeepHolidays() {
        known = good(NODE_HEADER + HUB + TOWN);
        String apart = LINE_HEADER.replace("\n", ",hazard_apart\n");
        String bags = (stop(1, "H", "", "08:00") + stop(2, "T", "09:00", "")).replace("\n", ",\n");
        assertThat(good(apart + LINE.replace("\n", ",true\n") + bags)
                        .lines()
                        .get("L")
                        .carries(StorageClass.HAZARDOUS))
                .isTrue();
        assertThat(faults(apart + LINE.replace("\n", ",maybe\n") + bags)).hasSize(1);
        String header = LINE_HEADER.replace("\n", ",capacity_pieces,carries,holidays\n");
        String line = LINE.replace("\n", ",40,DRY,2027-02-20=1 2027-02-06\n");
        String stops = (stop(1, "H", "", "08:00") + stop(2, "T", "09:00", "")).replace("\n", ",,,\n");
        Line laid = good(header + line + stops).lines().get("L");
        assertThat(laid.pieces()).isEqualTo(40);
        assertThat(laid.carries()).containsExactly(StorageClass.DRY);
        assertThat(laid.holidays())
                .containsExactly(
                        new Line.Holiday(LocalDate.of(2027, 2, 6), null),
                        new Line.Holiday(LocalDate.of(2027, 2, 20), DayOfWeek.MONDAY));
        Line bare = good(header + line.replace("40,DRY,2027-02-20=1 2027-02-06", ",,") + stops)
                .lines()
                .get("L");
        assertThat(bare.pieces()).isNull();
        assertThat(bare.carries()).containsExactlyInAnyOrder(StorageClass.values());
        assertThat(bare.hazardApart()).isFalse();
        assertThat(bare.carries(StorageClass.HAZARDOUS)).isFalse();
        assertThat(bare.holidays()).isEmpty();
        for (String wrong : List.of("2027-02-29", "2027-02-06=8", "6.2.2027", "2027-02-06=")) {
            assertThat(faults(header + line.replace("2027-02-06", wrong) + stops))
                    .as(wrong)
                    .containsExactly("2 holidays holiday-invalid");
        }
        assertThat(faults(header + line.replace("2027-02-06", "2027-02-20") + stops))
                .containsExactly("2 holidays holiday-twice");
        assertThat(faults(header + line.replace(",40,", ",0,") + stops))
                .containsExactly("2 capacity_pieces out-of-range");
    }

    @Test
    void aLineIsLaidWithItsStopsInOrder() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        Tables after = good(LINE_HEADER + LINE + stop(20, "V", "09:00", "") + stop(10, "T", "", "08:00"));
        assertThat(after.lines().get("L").stops())
                .containsExactly(new Line.Stop("T", 480, 480), new Line.Stop("V", 540, 540));
        assertThat(after.lines().get("L").weightGrams()).isEqualTo(500_000);
    }

    @Test
    void timesOfALineMustRise() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        String start = LINE_HEADER + LINE + stop(1, "T", "08:00", "08:10");
        assertThat(faults(start + stop(2, "V", "08:10", "08:20"))).containsExactly("4 arrive times-go-backwards");
        assertThat(faults(start + stop(2, "V", "08:11", "08:11"))).isEmpty();
        assertThat(faults(start + stop(2, "V", "08:20", "08:19"))).containsExactly("4 depart times-go-backwards");
        assertThat(faults(start + stop(2, "V", "47:59", ""))).isEmpty();
        assertThat(faults(start + stop(2, "V", "48:00", ""))).containsExactly("4 arrive out-of-range");
        assertThat(faults(start + stop(2, "V", "9:00", ""))).containsExactly("4 arrive not-a-time");
    }

    @Test
    void aLineCallsAtKnownNodesThatAreNotClosed() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE.replace("OPEN", "CLOSED"));
        String start = LINE_HEADER + LINE + stop(1, "T", "08:00", "");
        assertThat(faults(start + stop(2, "X", "09:00", ""))).containsExactly("4 node node-unknown");
        assertThat(faults(start + stop(2, "V", "09:00", ""))).containsExactly("4 node node-closed");
        assertThat(faults(start + stop(2, "T", "09:00", ""))).containsExactly("4 node stop-repeated");
        assertThat(faults(start + stop(2, "H", "09:00", ""))).isEmpty();
    }

    @Test
    void aLineNeedsTwoStopsAndItsOwnRow() {
        known = good(NODE_HEADER + HUB + TOWN);
        assertThat(faults(LINE_HEADER + LINE)).containsExactly("2 null stops-missing");
        assertThat(faults(LINE_HEADER + LINE + stop(1, "T", "08:00", ""))).containsExactly("2 null stops-missing");
        assertThat(faults(LINE_HEADER + stop(1, "T", "08:00", ""))).containsExactly("2 line line-unknown");
        assertThat(faults(
                        LINE_HEADER + LINE.replace("500", "0") + stop(1, "T", "08:00", "") + stop(2, "H", "09:00", "")))
                .containsExactly("2 capacity_kg out-of-range");
        assertThat(faults(LINE_HEADER
                        + LINE.replace("12345,,", "12345,2026-05-02,2026-05-01")
                        + stop(1, "T", "08:00", "")))
                .containsExactly("2 valid_to ends-before-it-begins");
    }

    @Test
    void aCarrierHasOneStopWhichIsAGateway() {
        known = good(NODE_HEADER + HUB + TOWN + TOWN.replace("node,T", "node,O").replace("TOWNSHIP", "GATEWAY"));
        String carrier = LINE_HEADER + LINE.replace("VAN", "CARRIER");
        assertThat(faults(carrier + stop(1, "O", "22:00", ""))).isEmpty();
        assertThat(faults(carrier + stop(1, "H", "22:00", ""))).containsExactly("2 null carrier-stops");
    }

    @Test
    void withTheGoodRowsKeptALineStandsOrFallsWhole() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        String bad = LINE_HEADER
                + LINE
                + stop(1, "T", "08:00", "")
                + stop(2, "X", "09:00", "")
                + LINE.replace("line,L", "line,M")
                + stop("M", 1, "T", "08:00", "")
                + stop("M", 2, "H", "09:00", "");
        NetworkFile file = read(bad);
        Tables after = Draft.lay(file, known, true, this::standing);
        assertThat(after.lines()).containsOnlyKeys("M");
        assertThat(shown(file))
                .containsExactly("2 null line-incomplete", "3 null line-incomplete", "4 node node-unknown");
    }

    private static String stop(int seq, String node, String arrive, String depart) {
        return stop("L", seq, node, arrive, depart);
    }

    private static String stop(String line, int seq, String node, String arrive, String depart) {
        return "stop,,,,,,,,," + String.join(",", line, String.valueOf(seq), node, arrive, depart) + "\n";
    }
}
