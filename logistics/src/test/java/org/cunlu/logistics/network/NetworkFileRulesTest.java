package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeProfile;
import org.junit.jupiter.api.Test;

/** What a file may and may not bring, rule by rule, without a database. */
class NetworkFileRulesTest {
    private static final String NODE_HEADER =
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes\n";
    private static final String HUB = "node,H,Hub,HUB,,OPEN,30.3,108,1234567,06:00,22:00,17:00,30\n";
    private static final String TOWN = "node,T,Town,TOWNSHIP,H,OPEN,30.4,108,1234567,07:00,19:00,,20\n";
    private static final String VILLAGE = "node,V,Village,VILLAGE,T,OPEN,30.5,108,123456,08:00,18:00,15:00,10\n";
    private static final String LINE_HEADER =
            "record,code,name,mode,days,valid_from,valid_to,capacity_kg,capacity_litres,line,seq,node,arrive,depart\n";
    private static final String LINE = "line,L,Van,VAN,12345,,,500,2000,,,,,\n";

    private static final String PROFILE_HEADER =
            NODE_HEADER.strip() + ",gln,services,capacity_parcels,capacity_cm3,stars,"
                    + "enabled,open_to_users,reachable_by_vehicle,dispatchable,holds\n";

    private Tables known = Tables.empty();
    private final Map<String, List<Found>> standing = new HashMap<>();

    @Test
    void laysATreeWithPaths() {
        Tables after = good(NODE_HEADER + VILLAGE + TOWN + HUB);
        assertThat(after.places().get("V").node().path()).isEqualTo("/H/T/V");
        assertThat(after.places().get("V").opening().days()).hasSize(6);
        assertThat(after.places().get("T").opening().cutOff()).isNull();
    }

    @Test
    void aParentMustBeKnownAndRight() {
        assertThat(faults(NODE_HEADER + HUB + VILLAGE)).containsExactly("3 parent parent-unknown");
        // The township's own row is wrong, so the village under it has no parent either.
        assertThat(faults(NODE_HEADER + HUB + TOWN.replace("07:00", "25:00") + VILLAGE))
                .containsExactly("3 opens not-a-time", "4 parent parent-unknown");
        assertThat(faults(NODE_HEADER + HUB + TOWN.replace(",H,", ",,"))).containsExactly("3 parent parent-missing");
        assertThat(faults(NODE_HEADER + HUB.replace("HUB,,", "HUB,T,"))).containsExactly("2 parent root-has-parent");
        assertThat(faults(NODE_HEADER
                        + HUB
                        + TOWN
                        + VILLAGE
                        + VILLAGE.replace("V,V", "W,V").replace(",T,", ",V,")))
                .containsExactly("5 parent parent-tier");
    }

    @Test
    void parentsMustNotFormACircle() {
        String first = TOWN.replace(",H,", ",U,");
        String second = TOWN.replace("node,T", "node,U").replace(",H,", ",T,");
        assertThat(faults(NODE_HEADER + HUB + first + second))
                .containsExactly("3 parent parent-cycle", "4 parent parent-cycle");
        assertThat(faults(NODE_HEADER + HUB + TOWN.replace(",H,", ",T,"))).containsExactly("3 parent parent-cycle");
    }

    @Test
    void thereIsOneHub() {
        assertThat(faults(NODE_HEADER + HUB + HUB.replace("node,H", "node,K"))).containsExactly("3 code second-root");
        known = good(NODE_HEADER + HUB);
        assertThat(faults(NODE_HEADER + HUB.replace("node,H", "node,K"))).containsExactly("2 code second-root");
        assertThat(faults(NODE_HEADER + HUB)).isEmpty();
    }

    @Test
    void codesTimesNumbersAndStatesAreChecked() {
        assertThat(faults(NODE_HEADER + HUB.replace("node,H", "node,h"))).containsExactly("2 code code-invalid");
        assertThat(faults(NODE_HEADER + HUB.replace(",OPEN", ",OPENED"))).containsExactly("2 status not-allowed");
        assertThat(faults(NODE_HEADER + HUB.replace("30.3", "90.1"))).containsExactly("2 latitude out-of-range");
        assertThat(faults(NODE_HEADER + HUB.replace("1234567", "12348"))).containsExactly("2 days days-invalid");
        assertThat(faults(NODE_HEADER + HUB.replace("1234567", "11"))).containsExactly("2 days days-invalid");
        assertThat(faults(NODE_HEADER + HUB.replace("06:00", "22:00"))).containsExactly("2 closes closes-before-opens");
        assertThat(faults(NODE_HEADER + HUB.replace("17:00", "22:01"))).containsExactly("2 cut_off cut-off-outside");
        assertThat(faults(NODE_HEADER + HUB.replace("17:00", "22:00"))).isEmpty();
        assertThat(faults(NODE_HEADER + HUB.replace(",30\n", ",-1\n")))
                .containsExactly("2 handling_minutes out-of-range");
        assertThat(faults(NODE_HEADER + HUB.replace("node,", "nodes,"))).containsExactly("2 record not-allowed");
    }

    @Test
    void aNodeMayHoldSomeClassesAndSortUntilItsOwnCutOff() {
        String header = NODE_HEADER.replace("\n", ",sort_cut_off,holds\n");
        String hub = HUB.replace("\n", ",19:00,DRY CHILLED\n");
        Place laid = good(header + hub + VILLAGE.replace(",T,", ",H,").replace("\n", ",,\n"))
                .places()
                .get("H");
        assertThat(laid.opening().sortCutOff()).isEqualTo("19:00");
        assertThat(laid.node().holds()).containsExactlyInAnyOrder(StorageClass.DRY, StorageClass.CHILLED);
        Place bare = good(NODE_HEADER + HUB).places().get("H");
        assertThat(bare.opening().sortCutOff()).isNull();
        assertThat(bare.node().holds()).containsExactlyInAnyOrder(StorageClass.values());
        assertThat(faults(header + hub.replace("19:00", "22:01"))).containsExactly("2 sort_cut_off cut-off-outside");
        assertThat(faults(header + hub.replace("19:00", "05:59"))).containsExactly("2 sort_cut_off cut-off-outside");
        assertThat(faults(header + hub.replace("19:00", "22:00"))).isEmpty();
        assertThat(faults(header + hub.replace("DRY CHILLED", "DRY FROZEN"))).containsExactly("2 holds not-allowed");
        assertThat(faults(header + hub.replace("DRY CHILLED", "DRY DRY"))).containsExactly("2 holds code-twice");
    }

    @Test
    void aLineMayCarrySomeClassesSoManyPiecesAndKeepHolidays() {
        known = good(NODE_HEADER + HUB + TOWN);
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
    void theSameTwiceInOneFileIsAFault() {
        assertThat(faults(NODE_HEADER + HUB + HUB)).containsExactly("3 null duplicate");
    }

    @Test
    void aTierMayNotChangeUnderItsChildren() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        assertThat(faults(NODE_HEADER + TOWN.replace("TOWNSHIP", "VILLAGE")))
                .containsExactly("2 tier tier-has-children");
    }

    @Test
    void movingANodeMovesThePathsBelowIt() {
        known = good(NODE_HEADER + HUB + TOWN + TOWN.replace("node,T", "node,U") + VILLAGE);
        Tables after = good(NODE_HEADER + VILLAGE.replace(",T,", ",U,"));
        assertThat(after.places().get("V").node().path()).isEqualTo("/H/U/V");
    }

    @Test
    void villagesNeedATownshipAndAKnownStation() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        String header = "record,code,name,township,station,latitude,longitude,made_up\n";
        Tables after = good(header + "village,V,Own,T,,30.5,108,true\nvillage,W,Other,T,,30.5,108,true\n");
        assertThat(after.villages().get("V").ownStation()).isEqualTo("V");
        assertThat(after.villages().get("W").ownStation()).isNull();
        assertThat(faults(header + "village,W,Other,V,,30.5,108,true\n"))
                .containsExactly("2 township township-unknown");
        assertThat(faults(header + "village,W,Other,T,X,30.5,108,true\n")).containsExactly("2 station station-unknown");
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

    @Test
    void leadsBelongToGatewaysAndPlansToTownships() {
        known = good(NODE_HEADER + HUB + TOWN + TOWN.replace("node,T", "node,O").replace("TOWNSHIP", "GATEWAY"));
        String header = "record,code,province,lead_days,year,stations\n";
        Tables after = good(header + "lead,O,*,3,,\nlead,O,重庆,1,,\nplan,T,,,2026,2\n");
        assertThat(after.leads().get("O")).containsEntry("*", 3).containsEntry("重庆", 1);
        assertThat(after.plan().get("T")).containsEntry(2026, 2);
        assertThat(faults(header + "lead,T,*,3,,\n")).containsExactly("2 code gateway-unknown");
        assertThat(faults(header + "plan,H,,,2026,2\n")).containsExactly("2 code township-unknown");
        assertThat(faults(header + "lead,O,*,61,,\n")).containsExactly("2 lead_days out-of-range");
    }

    @Test
    void servesAVillageByItsOwnStationElseByTheNearestOpenOne() {
        String header =
                "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,handling_minutes,township\n";
        String hours = ",1,08:00,18:00,0,\n";
        known = good(header
                + "node,H,Hub,HUB,,OPEN,30,108" + hours
                + "node,T,Town,TOWNSHIP,H,OPEN,30.1,108" + hours
                + "node,A,Far,VILLAGE,T,OPEN,30.5,108" + hours
                + "node,P,Planned,VILLAGE,T,PLANNED,30.2,108" + hours
                + "node,C,Closed,VILLAGE,T,CLOSED,30.21,108" + hours
                + "village,A,Own,,,,30.1,108,,,,,T\n"
                + "village,P,By planned,,,,30.2,108,,,,,T\n"
                + "village,F,By far,,,,30.4,108,,,,,T\n"
                + "village,X,By town,,,,30.29,108,,,,,T\n");
        Snapshot snapshot = Snapshot.of(1, known, List.of());
        // Its own, though the township's is nearer.
        assertThat(snapshot.villages().get("A").stationCode()).isEqualTo("A");
        assertThat(snapshot.villages().get("P").stationCode()).isEqualTo("T");
        assertThat(snapshot.villages().get("F").stationCode()).isEqualTo("A");
        assertThat(snapshot.villages().get("X").stationCode()).isEqualTo("T");
        assertThat(snapshot.map().nodes().get("P").status()).isEqualTo(Node.Status.PLANNED);
    }

    @Test
    void whatAFileLeavesBlankOfAProfileStays() {
        known = good(PROFILE_HEADER
                + row(HUB, ",,,,,,,,,")
                + row(TOWN, ",,,,,,,,,")
                + row(VILLAGE, "6901234567892,PICKUP COLD,200,4000000,3,true,false,true,false,DRY CHILLED"));
        NodeProfile profile = known.places().get("V").node().profile();
        assertThat(profile)
                .isEqualTo(new NodeProfile(
                        "6901234567892",
                        Set.of(NodeProfile.Service.PICKUP, NodeProfile.Service.COLD),
                        200,
                        4_000_000L,
                        3,
                        true,
                        false,
                        true,
                        false));
        assertThat(known.places().get("T").node().profile()).isEqualTo(NodeProfile.PLAIN);
        assertThat(known.places().get("V").version()).isEqualTo(1);
        known = good(NODE_HEADER + VILLAGE.replace("15:00", "16:00"));
        assertThat(known.places().get("V").node().profile()).as("an old file").isEqualTo(profile);
        assertThat(known.places().get("V").version()).isEqualTo(2);
        Tables again = good(NODE_HEADER + VILLAGE.replace("15:00", "16:00"));
        assertThat(again).isEqualTo(known);
    }

    @Test
    void profilesAreRightAndNoTwoNodesShareAGln() {
        known = good(NODE_HEADER + HUB + TOWN);
        assertThat(faults(PROFILE_HEADER + row(VILLAGE, "6901234567893,,,,,,,,,")))
                .as("check digit")
                .containsExactly("2 gln gln-invalid");
        assertThat(faults(PROFILE_HEADER + row(VILLAGE, ",LAUNDRY,0,1,6,yes,,,,")))
                .containsExactlyInAnyOrder(
                        "2 services not-allowed",
                        "2 capacity_parcels out-of-range",
                        "2 stars out-of-range",
                        "2 enabled not-a-flag");
        assertThat(faults(PROFILE_HEADER + row(VILLAGE, ",COLD,,,,,,,,DRY")))
                .containsExactly("2 services cold-needs-chilled");
        String one = row(VILLAGE, "6901234567892,,,,,,,,,");
        String other = row(VILLAGE.replace("node,V", "node,W"), "6901234567892,,,,,,,,,");
        assertThat(faults(PROFILE_HEADER + one + other)).containsExactly("2 gln gln-taken", "3 gln gln-taken");
        known = good(PROFILE_HEADER + one);
        assertThat(faults(PROFILE_HEADER + other)).containsExactly("2 gln gln-taken");
    }

    @Test
    void aNodeClosesOnlyWhenNothingStandsThereOrBelow() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        String closed = VILLAGE.replace("OPEN", "CLOSED");
        standing.put("V", List.of(new Found(NodeContents.What.STOCK, 1, List.of("SKU"))));
        assertThat(faults(NODE_HEADER + closed)).containsExactly("2 status node-in-use");
        standing.clear();
        assertThat(faults(NODE_HEADER + TOWN.replace("OPEN", "CLOSED")))
                .containsExactly("2 status children-not-closed");
        assertThat(faults(NODE_HEADER + TOWN.replace("OPEN", "CLOSED") + VILLAGE))
                .containsExactly("2 status children-not-closed", "3 status parent-closed");
        known = good(NODE_HEADER + TOWN.replace("OPEN", "CLOSED") + closed);
        assertThat(faults(NODE_HEADER + VILLAGE)).containsExactly("2 status parent-closed");
        standing.put("V", List.of(new Found(NodeContents.What.STOCK, 1, List.of("SKU"))));
        assertThat(faults(NODE_HEADER + closed)).as("is closed already").isEmpty();
    }

    @Test
    void onlyNodesThatServeUsersServeVillages() {
        known = good(PROFILE_HEADER + row(HUB, ",,,,,,,,,") + row(TOWN, ",,,,,,,,,") + row(VILLAGE, ",,,,,,,,,"));
        known = good("record,code,name,township,latitude,longitude\nvillage,V,Village,T,30.5,108\n");
        assertThat(stationOfV()).isEqualTo("V");
        for (String without : List.of(",,,,,false,,,,", ",,,,,,false,,,", ",RETAIL,,,,,,,,")) {
            Tables before = known;
            known = good(PROFILE_HEADER + row(VILLAGE, without));
            assertThat(stationOfV()).as(without).isEqualTo("T");
            known = before;
        }
    }

    private String stationOfV() {
        return Snapshot.of(1, known, List.of()).villages().get("V").stationCode();
    }

    /** @param more cells behind those of {@link #NODE_HEADER} */
    private static String row(String node, String more) {
        return node.strip() + "," + more + "\n";
    }

    private List<Found> standing(String code) {
        return standing.getOrDefault(code, List.of());
    }

    private static String stop(int seq, String node, String arrive, String depart) {
        return stop("L", seq, node, arrive, depart);
    }

    private static String stop(String line, int seq, String node, String arrive, String depart) {
        return "stop,,,,,,,,," + String.join(",", line, String.valueOf(seq), node, arrive, depart) + "\n";
    }

    private Tables good(String csv) {
        NetworkFile file = read(csv);
        Tables after = Draft.lay(file, known, false, this::standing);
        assertThat(file.faults().list()).isEmpty();
        return after;
    }

    private List<String> faults(String csv) {
        NetworkFile file = read(csv);
        Draft.lay(file, known, false, this::standing);
        return shown(file);
    }

    private static List<String> shown(NetworkFile file) {
        return file.faults().list().stream().map(NetworkFileRulesTest::shown).toList();
    }

    private static String shown(RowFault fault) {
        return fault.line() + " " + fault.column() + " " + fault.code();
    }

    private static NetworkFile read(String csv) {
        return NetworkFile.read(new StringReader(csv), "500233");
    }
}
