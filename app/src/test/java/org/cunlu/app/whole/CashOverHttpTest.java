package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
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

/** Cash on its way from a station's drawer to the hub, as pages and strangers meet it. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CashOverHttpTest {
    private static final String HANDOVERS = "/api/station/cash/handovers";

    private final SmallCounty county = SmallCounty.open();
    private long due;

    /** A parcel was paid in cash at station 1, whose drawer holds nothing else. */
    @BeforeEach
    void cashInTheDrawer() {
        LocalDate day = county.nextMorning();
        long left = inDrawer();
        if (left > 0) {
            offer(county.keeper(STATION1), key(), left).is(201);
        }
        Parcel parcel = county.bought(county.buyer(), STATION1, "CASH_AT_PICKUP");
        due = county.order(parcel).get("totalFen").getLongValue();
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        paying(parcel, due - 1).is(409, "cash-mismatch");
        paying(parcel, -due).is(409, "cash-mismatch");
        assertThat(inDrawer()).isZero();
        paying(parcel, due).is(200);
        assertThat(inDrawer()).isEqualTo(due);
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void isOfferedOnceAndTakenInOnceByANodeAboveWhateverIsSentAgain() {
        Person keeper = county.keeper(STATION1);
        offer(keeper, key(), -1).is(400);
        offer(keeper, null, due).is(400, "key-missing");
        county.post(keeper, HANDOVERS, key(), Map.of("node", STATION1)).is(400, "invalid");
        county.post(keeper, HANDOVERS, key(), Map.of("node", STATION1, "countedFen", due, "notes", 3))
                .is(400, "unknown-field");
        String key = key();
        String id = offer(keeper, key, due).is(201).string("handoverId");
        assertThat(offer(keeper, key, due).is(201).string("handoverId")).isEqualTo(id);
        offer(keeper, key, due + 1).is(409, "key-reused");
        offer(keeper, key(), due).is(409, "drawer-empty");

        takeIn(county.keeper(STATION2), id, STATION2, due, key()).is(404, "not-found");
        takeIn(county.keeper(TOWN2), id, TOWN2, due, key()).is(404, "not-found");
        takeIn(keeper, id, STATION1, due, key()).is(404, "not-found");
        takeIn(keeper, id, TOWN1, due, key()).is(404, "not-found");
        takeIn(county.keeper(TOWN1), "0ABCDEFGHJKMN", TOWN1, due, key()).is(404, "not-found");
        takeIn(county.keeper(TOWN1), id, TOWN1, -due, key()).is(400);
        assertThat(takeIn(county.keeper(TOWN1), id, TOWN1, due, key).is(200).string("state"))
                .isEqualTo("IN");
        takeIn(county.keeper(TOWN1), id, TOWN1, due, key).is(200);
        takeIn(county.keeper(TOWN1), id, TOWN1, due, key()).is(409, "cash-taken-already");
        assertThat(county.counted("SELECT COUNT(*) AS n FROM ker_trail WHERE subject = ? AND act LIKE '%.refused'", id))
                .as("of station 2, of town 2, of its own keeper; who names a node that is not his is logged with that")
                .isEqualTo(2 + 1);
        assertThat(open()).doesNotContain(id);
    }

    @Test
    void aDriverOfThatPartCarriesItAndADifferenceIsSettledByADispatcherOverTheStation() {
        String id = offer(county.keeper(STATION1), key(), due).is(201).string("handoverId");
        carry(driverOf(TOWN2), id, due).is(404, "not-found");
        Person driver = driverOf(TOWN1);
        carry(driver, id, -1).is(400);
        assertThat(carry(driver, id, due - 100).is(200).string("state")).isEqualTo("CARRIED");
        carry(driverOf(TOWN1), id, due).is(409, "cash-taken-already");
        takeIn(county.keeper(HUB), id, HUB, due - 100, key()).is(200);
        Soon.is(() -> assertThat(booked("CASH_BROUGHT_IN", id)).isEqualTo(1));
        long owes = balance("cash-difference:" + STATION1);
        long held = balance("cash-held:" + HUB);

        assertThat(open()).contains(id);
        Person other = dispatcherOf(TOWN2);
        assertThat(county.get(other, "/api/dispatch/cash-differences").is(200).text())
                .doesNotContain(id);
        settle(other, id, "CARRIED", "PAID_IN").is(404, "not-found");
        assertThat(county.refused(other)).isEqualTo(1);
        settle(county.dispatcher, id, "CARRIED", "FORGOTTEN").is(400);
        settle(county.dispatcher, id, "IN", "PAID_IN").is(404, "not-found");
        assertThat(settle(county.dispatcher, id, "SPENT", "PAID_IN").status()).isIn(400, 404);
        settle(county.dispatcher, id, "CARRIED", "PAID_IN").is(200);
        settle(county.dispatcher, id, "CARRIED", "PAID_IN").is(200);
        settle(county.dispatcher, id, "CARRIED", "WRITTEN_OFF").is(409, "difference-closed");
        assertThat(open()).doesNotContain(id);
        Soon.is(() -> assertThat(booked("CASH_SETTLED", id + ":CARRIED")).isEqualTo(1));
        assertThat(balance("cash-difference:" + STATION1)).isEqualTo(owes - 100);
        assertThat(balance("cash-held:" + HUB)).isEqualTo(held + 100);
    }

    private long booked(String kind, String cause) {
        return county.counted("SELECT COUNT(*) AS n FROM ord_journal WHERE kind = ? AND cause = ?", kind, cause);
    }

    /** As the operator reads it; 0 without any. */
    private long balance(String account) {
        return county
                .get(county.operator, "/api/county/ledger/balances?under=" + account)
                .is(200)
                .list("items")
                .stream()
                .filter(each -> text(each, "account").equals(account))
                .mapToLong(each -> each.get("balanceFen").getLongValue())
                .sum();
    }

    private Answer paying(Parcel parcel, long fen) {
        var body = new HashMap<String, Object>();
        body.put("requestId", key());
        body.put("node", STATION1);
        body.put("pickupCode", text(county.order(parcel), "pickupCode"));
        body.put("cashFen", fen);
        return county.post(county.keeper(STATION1), "/api/station/pickups", null, body);
    }

    private long inDrawer() {
        return county.get(county.keeper(STATION1), "/api/station/cash?node=" + STATION1)
                .is(200)
                .body()
                .get("inDrawerFen")
                .getLongValue();
    }

    private Answer offer(Person who, String key, long fen) {
        return county.post(who, HANDOVERS, key, Map.of("node", STATION1, "countedFen", fen));
    }

    private Answer takeIn(Person who, String id, String node, long fen, String key) {
        return county.post(who, HANDOVERS + "/" + id + "/taking-in", key, Map.of("node", node, "countedFen", fen));
    }

    private Answer carry(Person driver, String id, long fen) {
        return county.post(driver, "/api/run/cash/handovers/" + id + "/carrying", key(), Map.of("countedFen", fen));
    }

    private Answer settle(Person who, String id, String seen, String reason) {
        return county.post(
                who, "/api/dispatch/cash-differences/" + id + "/" + seen + "/closing", null, Map.of("reason", reason));
    }

    private String open() {
        return county.get(county.dispatcher, "/api/dispatch/cash-differences")
                .is(200)
                .text();
    }

    private Person driverOf(String node) {
        return county.person(new Grant(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, node)));
    }

    private Person dispatcherOf(String node) {
        return county.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, node)));
    }
}
