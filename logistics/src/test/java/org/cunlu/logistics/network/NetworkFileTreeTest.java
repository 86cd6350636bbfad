package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeProfile;
import org.junit.jupiter.api.Test;

/** Nodes of a network file: the tree, their profiles, whom they serve. */
class NetworkFileTreeTest extends NetworkFileRules {
    private static final String PROFILE_HEADER =
            NODE_HEADER.strip() + ",gln,services,capacity_parcels,capacity_cm3,stars,"
                    + "enabled,open_to_users,reachable_by_vehicle,dispatchable,holds\n";

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
    void aNodeGoesOnHoldingWhatStandsThere() {
        known = good(NODE_HEADER + HUB + TOWN + VILLAGE);
        var file = read(PROFILE_HEADER + row(VILLAGE, ",,,,,,,,,DRY CHILLED"));
        var there = new StandingThere() {
            @Override
            public List<Found> hindrance(String nodeCode) {
                return List.of();
            }

            @Override
            public Set<StorageClass> classes(String nodeCode) {
                return nodeCode.equals("V") ? Set.of(StorageClass.DRY, StorageClass.HAZARDOUS) : Set.of();
            }
        };
        Draft.lay(file, known, false, there);
        assertThat(shown(file)).containsExactly("2 holds class-in-use");
    }

    @Test
    void inPlaceOfAStationServesTheNearestThatHandlesSuchGoods() {
        known = good(PROFILE_HEADER
                + row(HUB, ",,,,,,,,,")
                + row(TOWN, ",,,,,,,,,")
                + row(VILLAGE, ",PICKUP,,,,,,,,")
                + row(VILLAGE.replace("node,V", "node,W").replace("30.5", "30.51"), ",,,,,,,,,DRY")
                + row(VILLAGE.replace("node,V", "node,X").replace("30.5", "30.52"), ",,,,,,,,,"));
        Snapshot snapshot = Snapshot.of(1, known, List.of());
        assertThat(snapshot.nearest("X", StorageClass.DRY, Instant.EPOCH)
                        .orElseThrow()
                        .code())
                .isEqualTo("W");
        assertThat(snapshot.nearest("X", StorageClass.HAZARDOUS, Instant.EPOCH)
                        .orElseThrow()
                        .code())
                .isEqualTo("V");
        assertThat(snapshot.nearest("X", StorageClass.CHILLED, Instant.EPOCH)
                        .orElseThrow()
                        .code())
                .as("one holds none, the other has nobody collect it")
                .isEqualTo("T");
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
        assertThat(known.places().get("T").node().profile())
                .as("it holds what must be kept cool, and nothing says otherwise")
                .isEqualTo(NodeProfile.PLAIN.doing(NodeProfile.Service.COLD, true));
        assertThat(known.places().get("V").version()).isEqualTo(1);
        known = good(NODE_HEADER + VILLAGE.replace("15:00", "16:00"));
        assertThat(known.places().get("V").node().profile()).as("an old file").isEqualTo(profile);
        assertThat(known.places().get("V").version()).isEqualTo(2);
        Node warm = good(PROFILE_HEADER + row(VILLAGE, ",,,,,,,,,DRY"))
                .places()
                .get("V")
                .node();
        assertThat(warm.profile())
                .as("nothing cool is held any more")
                .isEqualTo(profile.doing(NodeProfile.Service.COLD, false));
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
}
