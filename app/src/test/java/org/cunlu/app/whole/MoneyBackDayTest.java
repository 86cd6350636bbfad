package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.list;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import io.micronaut.json.tree.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From a scan by HTTP over the broker to the money that goes back, on two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoneyBackDayTest {
    private final SmallCounty county = SmallCounty.open();
    private LocalDate day;

    @BeforeEach
    void aMorningWithEmptyBuses() {
        day = county.nextMorning();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void whatItsBuyerRefusesComesHomeIsRefundedAndSoldAgain() {
        long before = onShelf();
        Parcel parcel = ready("ONLINE");
        assertThat(onShelf()).isEqualTo(before - 1);
        sentHome(parcel);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("CANCELLED REFUNDED"));
        String paid = "¥%.2f".formatted(county.order(parcel).get("totalFen").getLongValue() / 100.0);
        Soon.is(() -> assertThat(county.told(parcel.buyer())).anyMatch(text -> text.contains(paid)));
        assertThat(journals(parcel)).contains("REFUND_DUE", "REFUND_PAID").doesNotContain("GOODS_LOST");

        String key = key();
        inspect(parcel, key, 2).is(409, "inspection-differs");
        inspect(parcel, key(), 1).is(201);
        inspect(parcel, key(), 1).is(409, "already-inspected");
        assertThat(onShelf()).isEqualTo(before);
    }

    @Test
    void whatWasToBePaidAtTheStationIsNotDueAnyMoreWhenItIsRefused() {
        Parcel parcel = ready("CASH_AT_PICKUP");
        sentHome(parcel);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("CANCELLED UNPAID"));
        county.collect(parcel, STATION1).is(400);
        assertThat(journals(parcel)).doesNotContain("REFUND_DUE", "DELIVERED");
    }

    @Test
    void whatIsLostIsRefundedWhenTheDispatcherDecidesWhoPaysAndReversedInTheBooksWhenItTurnsUp() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        assertThat(county.scan("LOST", HUB, parcel, Map.of("reason", "找不到 · not found")))
                .isEqualTo("LOST");
        String difference =
                list(
                                county.get(county.keeper(HUB), "/api/station/differences?node=" + HUB)
                                        .is(200)
                                        .body(),
                                "items")
                        .stream()
                        .filter(each -> parcel.barcode().equals(text(each, "barcode")))
                        .map(each -> text(each, "differenceId"))
                        .findFirst()
                        .orElseThrow();
        var pays = Map.of("reason", "NODE_PAYS", "note", "共配中心赔 · the hub pays");
        decideAs(county.keeper(HUB), "station", difference, pays).is(409, "reason-not-yours");
        decideAs(county.keeper(STATION2), "station", difference, pays).is(404, "not-found");
        Person other = county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, TOWN2)));
        decideAs(other, "dispatch", difference, pays).is(404, "not-found");
        assertThat(county.refused(other)).isEqualTo(1);
        decideAs(county.dispatcher, "dispatch", difference, Map.of("reason", "BY_MAGIC"))
                .is(400);
        assertThat(county.state(parcel)).isEqualTo("OPEN PAID");

        decideAs(county.dispatcher, "dispatch", difference, pays).is(200);
        decideAs(county.dispatcher, "dispatch", difference, pays).is(200);
        decideAs(county.dispatcher, "dispatch", difference, Map.of("reason", "WRITTEN_OFF"))
                .is(409, "difference-closed");
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("CANCELLED REFUNDED"));
        assertThat(journals(parcel)).containsOnlyOnce("GOODS_LOST", "REFUND_DUE", "REFUND_PAID");
        assertThat(accounts(parcel)).contains("loss-claim:" + HUB);

        assertThat(county.scan("FOUND", TOWN2, parcel)).isEqualTo("AT_NODE");
        assertThat(county.ride(day, parcel, "17:20", TOWN2, "18:00", HUB)).isEqualTo("RETURNED");
        Soon.is(() -> assertThat(journals(parcel)).contains("GOODS_FOUND"));
        assertThat(county.state(parcel)).isEqualTo("CANCELLED REFUNDED");
        inspect(parcel, key(), 1).is(201);
    }

    /** @return a parcel that waits at station 1 */
    private Parcel ready(String payment) {
        Parcel parcel = county.bought(county.buyer(), STATION1, payment);
        assertThat(county.lines(parcel)).containsExactly(EARLY);
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        return parcel;
    }

    private void sentHome(Parcel parcel) {
        var why = Map.<String, Object>of("reason", "不要了 · does not want it");
        assertThat(county.scan("REFUSE", STATION1, parcel, why)).isEqualTo("REFUSED");
        assertThat(county.scan("RETURN", STATION1, parcel, why)).isEqualTo("AT_NODE");
        assertThat(county.ride(day, parcel, "12:50", STATION1, "14:00", HUB)).isEqualTo("RETURNED");
    }

    private Instances.Answer inspect(Parcel parcel, String key, int pieces) {
        var found = Map.of("skuCode", "RICE-5K", "found", "AVAILABLE", "pieces", pieces);
        return county.post(
                county.keeper(HUB),
                "/api/station/homecomings/" + parcel.barcode(),
                key,
                Map.of("node", HUB, "parts", List.of(found)));
    }

    private Instances.Answer decideAs(Person who, String branch, String difference, Map<String, String> closing) {
        return county.post(who, "/api/" + branch + "/differences/" + difference + "/closing", null, closing);
    }

    private List<String> journals(Parcel parcel) {
        return booked(parcel).stream().map(journal -> text(journal, "kind")).toList();
    }

    private List<String> accounts(Parcel parcel) {
        return booked(parcel).stream()
                .flatMap(journal -> list(journal, "postings").stream())
                .map(posting -> text(posting, "account"))
                .toList();
    }

    private List<JsonNode> booked(Parcel parcel) {
        return county.get(county.operator, "/api/county/ledger/journals?order=" + parcel.order())
                .is(200)
                .list("items");
    }

    private long onShelf() {
        return county.counted(
                "SELECT on_hand AS n FROM log_stock_level WHERE sku_code = 'RICE-5K' AND node_code = ?", HUB);
    }
}
