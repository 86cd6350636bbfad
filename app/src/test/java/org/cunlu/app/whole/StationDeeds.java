package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.SmallCounty.Parcel;

/** What is scanned and handed over, and the events that tell of it. */
final class StationDeeds {
    private final SmallCounty county;

    StationDeeds(SmallCounty county) {
        this.county = county;
    }

    Deed scanning() {
        county.nextMorning();
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        var scan = scan("PACK", parcel);
        return Deed.asked(
                () -> assertThat(answers(List.of(scan))).containsExactly("AT_NODE"), () -> scans(List.of(scan)), () -> {
                    assertThat(scans(List.of(scan))).isEqualTo(1);
                    assertThat(steps(parcel, "PACK")).isEqualTo(1);
                    assertThat(picked(parcel)).isEqualTo(1);
                });
    }

    /** As a phone sends them that had no net: two that are applied together, one that stands alone, and another. */
    Deed batch() {
        LocalDate day = county.nextMorning();
        Parcel one = county.bought(county.buyer(), STATION1, "ONLINE");
        Parcel two = county.bought(county.buyer(), STATION1, "ONLINE");
        Parcel three = county.bought(county.buyer(), STATION1, "ONLINE");
        county.at(day, "10:50");
        var scans = List.of(scan("PACK", one), scan("PACK", two), scan("OUT", one), scan("PACK", three));
        return Deed.asked(
                () -> assertThat(answers(scans)).containsExactly("AT_NODE", "AT_NODE", "ON_TRIP", "AT_NODE"),
                () -> scans(scans),
                () -> {
                    assertThat(scans(scans)).isEqualTo(4);
                    assertThat(List.of(one, two, three)).allSatisfy(parcel -> {
                        assertThat(steps(parcel, "PACK")).isEqualTo(1);
                        assertThat(picked(parcel)).isEqualTo(1);
                    });
                    assertThat(steps(one, "OUT")).isEqualTo(1);
                });
    }

    /** Its events are on their way when it is answered, and the order is completed by one of them. */
    Deed handingOver() {
        LocalDate day = county.nextMorning();
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        Soon.is(() -> assertThat(county.counted("SELECT COUNT(*) AS n FROM ker_outbox WHERE settled_at IS NULL"))
                .isZero());
        var pickup = new HashMap<String, Object>(Map.of("requestId", key(), "node", STATION1));
        pickup.put("pickupCode", text(county.order(parcel), "pickupCode"));
        String told = " FROM ker_outbox WHERE topic = 'logistics.parcel-moved' AND kind = 'HANDED_OVER' AND subject = '"
                + parcel.barcode() + "'";
        return Deed.goingOn(
                () -> county.post(county.keeper(STATION1), "/api/station/pickups", null, pickup)
                        .is(200),
                () -> county.counted("SELECT COUNT(published_at) AS n" + told),
                () -> {
                    assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID");
                    assertThat(county.counted("SELECT COUNT(*) AS n" + told)).isEqualTo(1);
                    assertThat(county.counted("SELECT MAX(attempts) AS n" + told))
                            .as("claimed again by each who came after the dead")
                            .isGreaterThanOrEqualTo(4);
                    assertThat(county.counted(
                                    "SELECT COUNT(*) AS n FROM ord_journal WHERE kind = 'ORDER_DELIVERED' AND cause = ?",
                                    parcel.order()))
                            .isEqualTo(1);
                    assertThat(county.counted("SELECT COUNT(*) AS n FROM ker_outbox WHERE settled_at IS NULL"))
                            .isZero();
                });
    }

    private static Map<String, Object> scan(String kind, Parcel parcel) {
        var row = new HashMap<String, Object>();
        row.put("scanId", key());
        row.put("scanner", "phone-" + parcel.barcode());
        row.put("deviceTime", Instant.now().toString());
        row.put("kind", kind);
        row.put("node", HUB);
        row.put("parcel", parcel.barcode());
        return row;
    }

    private List<String> answers(List<Map<String, Object>> scans) {
        return county
                .post(county.keeper(HUB), "/api/station/scans", null, Map.of("scans", scans))
                .is(200)
                .list("results")
                .stream()
                .map(StationDeeds::said)
                .toList();
    }

    private static String said(JsonNode result) {
        return text(result, "code") == null ? text(result, "state") : text(result, "code");
    }

    private long scans(List<Map<String, Object>> scans) {
        return scans.stream()
                .mapToLong(scan -> county.counted(
                        "SELECT COUNT(*) AS n FROM log_scan WHERE scan_id = ? AND outcome = 'APPLIED'",
                        scan.get("scanId")))
                .sum();
    }

    private long steps(Parcel parcel, String kind) {
        return Instances.list(county.tracking(parcel), "steps").stream()
                .filter(step -> kind.equals(text(step, "what")))
                .count();
    }

    private long picked(Parcel parcel) {
        return county.counted(
                "SELECT COUNT(*) AS n FROM log_stock_movement WHERE kind = 'PICKED' AND cause_id = ?", parcel.order());
    }
}
