package org.cunlu.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What happens reaches who asked to be told, signed, once or more but never not at all, and no one else. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final String COUNTY = "/api/county/webhooks";
    private static final String SELLER = "/api/seller/webhooks";
    private static final Duration SOON = Duration.ofSeconds(30);

    private EmbeddedServer here;
    private EmbeddedServer there;
    private FreshCodes codes;
    private Answer operator;
    private Answer seller;
    private Answer rival;
    private Receiver receiver;
    private Door door;

    @BeforeAll
    void startTwo() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("webhooks", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.webhooks.allowed-networks", List.of("127.0.0.0/8"));
        room.put("cunlu.webhooks.plain-http", "true");
        room.put("cunlu.webhooks.patience", "2s");
        room.put("cunlu.webhooks.each", "20");
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
        codes = new FreshCodes(here.getApplicationContext());
        operator = person(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        seller = person(Role.SELLER, Scope.Kind.SHOP, "S-ONE");
        rival = person(Role.SELLER, Scope.Kind.SHOP, "S-TWO");
    }

    @AfterAll
    void stopThem() {
        assertThat(bean(Auditor.class).run())
                .filteredOn(row -> row.name().startsWith("webhook"))
                .hasSize(2)
                .allMatch(AuditRow::clean);
        there.close();
        here.close();
    }

    @BeforeEach
    void arrive() {
        receiver = new Receiver();
        door = Door.at(here);
    }

    @AfterEach
    void leave() {
        // Nobody is told any more by what another test made.
        change("UPDATE acc_webhook SET state = 'OFF' WHERE state = 'LIVE'");
        known();
        receiver.close();
    }

    @Test
    void aShopIsToldOfItsOwnAndTheCountyOfAll() {
        Answer ofShop = make(seller, SELLER, "/shop", "probe.happened").is(201);
        Answer ofRival = make(rival, SELLER, "/rival", "probe.happened").is(201);
        Answer ofCounty = make(operator, COUNTY, "/county", "probe.happened", "probe.of-county")
                .is(201);
        known();
        happens("thing-1", "S-ONE");
        happens("thing-2", null);
        eventually(() -> assertThat(receiver.at("/county")).hasSize(4));
        eventually(() -> assertThat(receiver.at("/shop")).hasSize(1));
        assertThat(receiver.at("/rival")).isEmpty();
        var call = receiver.at("/shop").getFirst();
        assertThat(call.signedBy(ofShop.text("secret"))).isTrue();
        assertThat(call.signedBy(ofRival.text("secret"))).isFalse();
        assertThat(call.body())
                .contains("\"type\":\"probe.happened\"", "\"timestamp\":\"", "\"subject\":\"thing-1\"", "S-ONE");
        assertThat(receiver.at("/county")).allMatch(each -> each.signedBy(ofCounty.text("secret")));
        eventually(() -> assertThat(told(seller, SELLER, ofShop))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .containsEntry("state", "DELIVERED")
                        .containsEntry("attempts", 1)
                        .containsEntry("eventId", call.id())));
    }

    @Test
    void whatDidNotHappenIsNotTold() {
        Answer made = make(operator, COUNTY, "/never", "probe.happened").is(201);
        known();
        assertThatThrownBy(() -> bean(Transactions.class).run(() -> {
                    bean(Outbox.class).append(new ProbeHappened("rolled-back", null));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        happens("it-did", null);
        eventually(() -> assertThat(receiver.at("/never")).hasSize(1));
        assertThat(told(operator, COUNTY, made)).hasSize(1);
    }

    @Test
    void oneThatFailsIsTriedAgainAndHoldsNoOtherUp() {
        Answer bad = make(operator, COUNTY, "/bad", "probe.happened").is(201);
        Answer good;
        try (var other = new Receiver()) {
            receiver.status = 500;
            good = door.fresh(
                            "POST",
                            COUNTY,
                            Map.of("url", other.url("/good"), "facts", List.of("probe.happened")),
                            operator.text("accessToken"),
                            codes.next(operator.text("accountId")))
                    .is(201);
            known();
            happens("one", null);
            happens("two", null);
            eventually(() -> assertThat(other.at("/good")).hasSize(2));
            eventually(
                    () -> assertThat((int) told(operator, COUNTY, bad).getLast().get("attempts"))
                            .isPositive());
            assertThat(told(operator, COUNTY, bad).getFirst())
                    .as("the other lost no try")
                    .containsEntry("attempts", 0);
            receiver.status = 204;
            change("UPDATE acc_webhook SET rests_until = UTC_TIMESTAMP(3)");
            change("UPDATE acc_webhook_delivery SET due_at = UTC_TIMESTAMP(3) WHERE state = 'WAITING'");
            eventually(() -> assertThat(told(operator, COUNTY, bad))
                    .hasSize(2)
                    .allMatch(each -> each.get("state").equals("DELIVERED")));
        }
        String first = (String) told(operator, COUNTY, bad).getLast().get("id");
        List<Map<String, Object>> attempts = items(
                door.get(COUNTY + "/" + id(bad) + "/deliveries/" + first + "/attempts", operator.text("accessToken")));
        assertThat(attempts)
                .extracting(each -> each.get("status"))
                .startsWith(500)
                .endsWith(204);
        assertThat(told(operator, COUNTY, good)).hasSize(2);
    }

    @Test
    void whatIsNotThereIsSwitchedOffAfterLongAndToldWhatItMissedWhenItIsBack() {
        Answer made = make(operator, COUNTY, "/gone", "probe.happened").is(201);
        long before = toldOff();
        receiver.status = 503;
        change("UPDATE acc_webhook SET failures = 8, failing_since = TIMESTAMPADD(DAY, -4, UTC_TIMESTAMP(3))"
                + " WHERE webhook_id = '" + id(made) + "'");
        known();
        happens("missed", null);
        eventually(() -> assertThat(receiver.at("/gone")).hasSize(1));
        eventually(() -> assertThat(shown(made)).containsEntry("failures", 9));
        assertThat(shown(made)).as("nine are not enough").containsEntry("state", "LIVE");
        change("UPDATE acc_webhook SET rests_until = UTC_TIMESTAMP(3)");
        change("UPDATE acc_webhook_delivery SET due_at = UTC_TIMESTAMP(3) WHERE state = 'WAITING'");
        eventually(() -> assertThat(shown(made)).containsEntry("state", "BROKEN"));
        assertThat(toldOff()).isEqualTo(before + 1);
        receiver.status = 200;
        change("UPDATE acc_webhook_delivery SET due_at = UTC_TIMESTAMP(3) WHERE state = 'WAITING'");
        int version = (int) shown(made).get("version");
        act(operator, "PATCH", COUNTY + "/" + id(made), Map.of("version", version, "live", true))
                .is(200);
        eventually(() -> assertThat(told(operator, COUNTY, made))
                .singleElement()
                .satisfies(each ->
                        assertThat(each).containsEntry("state", "DELIVERED").containsEntry("attempts", 3)));
        act(operator, "PATCH", COUNTY + "/" + id(made), Map.of("version", version, "live", false))
                .is(409, "webhook-changed-meanwhile");
    }

    @Test
    void whoSaysThatHeIsGoneIsSwitchedOffAtOnce() {
        Answer made = make(operator, COUNTY, "/410", "probe.happened").is(201);
        receiver.status = 410;
        known();
        happens("last", null);
        eventually(() -> assertThat(shown(made)).containsEntry("state", "BROKEN"));
    }

    @Test
    void redirectionsAreNotFollowedAndWhoDribblesIsLeft() {
        Answer moved = make(operator, COUNTY, "/moved", "probe.happened").is(201);
        known();
        happens("elsewhere", null);
        eventually(() -> assertThat(attemptsOf(moved))
                .extracting(each -> each.get("status"))
                .startsWith(307));
        assertThat(receiver.at("/elsewhere")).isEmpty();
        receiver.dribbling = true;
        Answer slow = make(operator, COUNTY, "/slow", "probe.happened").is(201);
        known();
        happens("slow", null);
        eventually(() ->
                assertThat(attemptsOf(slow)).extracting(each -> each.get("why")).startsWith("too-slow"));
        assertThat((int) attemptsOf(slow).getFirst().get("millis")).isBetween(1_900, 9_000);
    }

    @Test
    void aRotatedSecretSignsBesideTheNewOneAndAReplayHasTheSameId() {
        Answer made = make(operator, COUNTY, "/twice", "probe.happened").is(201);
        Answer rotated = act(operator, "POST", COUNTY + "/" + id(made) + "/secret", Map.of("version", 1))
                .is(200);
        act(operator, "POST", COUNTY + "/" + id(made) + "/secret", Map.of("version", 1))
                .is(409, "webhook-changed-meanwhile");
        known();
        happens("signed", null);
        eventually(() -> assertThat(receiver.at("/twice")).hasSize(1));
        var call = receiver.at("/twice").getFirst();
        assertThat(call.signedBy(made.text("secret"))).isTrue();
        assertThat(call.signedBy(rotated.text("secret"))).isTrue();
        eventually(() -> assertThat(told(operator, COUNTY, made).getFirst()).containsEntry("state", "DELIVERED"));
        String delivery = (String) told(operator, COUNTY, made).getFirst().get("id");
        door.post(COUNTY + "/" + id(made) + "/deliveries/" + delivery + "/replay", null, operator.text("accessToken"))
                .is(202);
        eventually(() -> assertThat(receiver.at("/twice")).hasSize(2));
        assertThat(receiver.at("/twice").getLast().id()).isEqualTo(call.id());
        door.post(COUNTY + "/" + id(made) + "/ping", null, operator.text("accessToken"))
                .is(202);
        eventually(() -> assertThat(receiver.at("/twice").getLast().body()).contains("\"type\":\"ping\""));
    }

    @Test
    void whatAKilledWorkerHadTakenIsToldByAnother() {
        Answer made = make(operator, COUNTY, "/killed", "probe.happened").is(201);
        change("UPDATE acc_webhook SET rests_until = TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(3)) WHERE webhook_id = '"
                + id(made) + "'");
        known();
        happens("taken", null);
        var table = bean(DeliveryTable.class);
        var transactions = bean(Transactions.class);
        var taken = transactions
                .run(() -> table.claim(id(made), "0000000000001", Duration.ofMillis(1), 5))
                .getFirst();
        change("UPDATE acc_webhook SET rests_until = UTC_TIMESTAMP(3)");
        eventually(() -> assertThat(told(operator, COUNTY, made).getFirst()).containsEntry("state", "DELIVERED"));
        assertThat(receiver.at("/killed")).hasSize(1);
        assertThat(transactions.run(
                        () -> table.tried(taken, "0000000000001", WebhookDesk.Telling.WAITING, Duration.ZERO, null)))
                .as("its claim is over")
                .isFalse();
    }

    @Test
    void whatIsWrongIsRefusedWithItsReason() {
        make(operator, COUNTY, "/x", "order.unheard-of").is(400, "webhook-fact-unknown");
        make(seller, SELLER, "/x", "probe.of-county").is(400, "webhook-fact-unknown");
        act(operator, "POST", COUNTY, Map.of("url", "http://10.0.0.1/", "facts", List.of("probe.happened")))
                .is(400, "webhook-url-invalid");
        act(operator, "POST", COUNTY, Map.of("url", "https://169.254.169.254/", "facts", List.of("probe.happened")))
                .is(400, "webhook-url-invalid");
        act(operator, "POST", COUNTY, Map.of("url", receiver.url("/x"), "facts", List.of()))
                .is(400, "invalid");
        Answer made = make(seller, SELLER, "/mine", "probe.happened").is(201);
        make(seller, SELLER, "/mine", "probe.happened").is(409, "webhook-exists");
        make(rival, SELLER, "/mine", "probe.happened").is(201);
        String path = SELLER + "/" + id(made);
        for (String below : List.of("/deliveries", "/deliveries/" + id(made) + "/attempts")) {
            door.get(path + below, rival.text("accessToken")).is(404, "not-found");
        }
        door.post(path + "/ping", null, rival.text("accessToken")).is(404, "not-found");
        act(rival, "PATCH", path, Map.of("version", 1, "live", false)).is(404, "not-found");
        door.get(SELLER + "?shop=S-TWO", seller.text("accessToken")).is(404, "not-found");
        door.get(COUNTY + "?shop=S-ONE", operator.text("accessToken")).is(404, "not-found");
        assertThat(items(door.get(SELLER + "?shop=S-ONE", seller.text("accessToken"))))
                .anySatisfy(
                        each -> assertThat(each).containsEntry("id", id(made)).doesNotContainKey("secret"));
        door.send("DELETE", path, null, "Bearer " + rival.text("accessToken")).is(204);
        assertThat(shown(seller, SELLER, made)).as("another's is not removed").containsEntry("state", "LIVE");
        door.send("DELETE", path, null, "Bearer " + seller.text("accessToken")).is(204);
        door.send("DELETE", path, null, "Bearer " + seller.text("accessToken")).is(204);
        door.get(path + "/deliveries", seller.text("accessToken")).is(404, "not-found");
    }

    @Test
    void whatTellsSomebodyWhoseRightEndedIsSwitchedOffAndAColleagueMaySwitchItOnAgain() {
        Answer leaver = person(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        Answer sold = person(Role.SELLER, Scope.Kind.SHOP, "S-ONE");
        Answer county = make(leaver, COUNTY, "/left", "probe.happened").is(201);
        Answer ofShop = make(sold, SELLER, "/sold", "probe.happened").is(201);
        known();
        happens("before", "S-ONE");
        eventually(() -> assertThat(receiver.at("/left")).hasSize(1));
        eventually(() -> assertThat(receiver.at("/sold")).hasSize(1));
        long told = toldOff();
        ends(leaver, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        ends(sold, Role.SELLER, Scope.Kind.SHOP, "S-ONE");
        happens("after", "S-ONE");
        eventually(() -> assertThat(shown(county)).containsEntry("state", "BROKEN"));
        eventually(() -> assertThat(shown(seller, SELLER, ofShop)).containsEntry("state", "BROKEN"));
        assertThat(receiver.at("/left")).hasSize(1);
        assertThat(receiver.at("/sold")).hasSize(1);
        assertThat(toldOff()).isEqualTo(told);
        int version = (int) shown(county).get("version");
        act(operator, "PATCH", COUNTY + "/" + id(county), Map.of("version", version, "live", true))
                .is(200);
        eventually(() -> assertThat(receiver.at("/left")).hasSize(2));
        assertThat(shown(county)).containsEntry("state", "LIVE").containsEntry("madeBy", operator.text("accountId"));
    }

    private void ends(Answer who, Role role, Scope.Kind kind, String value) {
        bean(Grants.class).end(who.text("accountId"), new Grant(role, new Scope(kind, value)), "system");
    }

    @Test
    void nobodyHasItPingedWithoutEnd() {
        Answer made = make(operator, COUNTY, "/pinged", "probe.happened").is(201);
        String path = COUNTY + "/" + id(made);
        act(operator, "PATCH", path, Map.of("version", 1, "live", false)).is(200);
        for (int i = 0; i < 60; i++) {
            door.post(path + "/ping", null, operator.text("accessToken")).is(202);
        }
        // One more trickles in every minute, should the machine be slow.
        int more = 0;
        Answer answer = door.post(path + "/ping", null, operator.text("accessToken"));
        while (answer.status() == 202 && ++more < 5) {
            answer = door.post(path + "/ping", null, operator.text("accessToken"));
        }
        answer.is(429, "too-many-pings");
    }

    private Answer person(Role role, Scope.Kind kind, String value) {
        Answer somebody = Door.at(here).signUp(Door.anyPhone());
        bean(Accounts.class).grant(somebody.text("accountId"), new Grant(role, new Scope(kind, value)), "system");
        codes.enrol(somebody.text("accountId"));
        return somebody;
    }

    private Answer make(Answer who, String path, String at, String... facts) {
        return act(who, "POST", path, Map.of("url", receiver.url(at), "facts", List.of(facts)));
    }

    private Answer act(Answer who, String method, String path, Object body) {
        return door.fresh(method, path, body, who.text("accessToken"), codes.next(who.text("accountId")));
    }

    /** Both instances know who wants to be told. */
    private void known() {
        bean(Registry.class).refresh();
        there.getApplicationContext().getBean(Registry.class).refresh();
    }

    private void happens(String subject, String shop) {
        bean(Transactions.class).run(() -> bean(Outbox.class).append(new ProbeHappened(subject, shop)));
    }

    @SuppressWarnings("unchecked")
    private static String id(Answer made) {
        return (String) ((Map<String, Object>) made.body().get("webhook")).get("id");
    }

    private Map<String, Object> shown(Answer made) {
        return shown(operator, COUNTY, made);
    }

    private Map<String, Object> shown(Answer who, String path, Answer made) {
        return items(door.get(path + "?limit=100", who.text("accessToken"))).stream()
                .filter(each -> each.get("id").equals(id(made)))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> told(Answer who, String path, Answer made) {
        return items(door.get(path + "/" + id(made) + "/deliveries", who.text("accessToken")));
    }

    private List<Map<String, Object>> attemptsOf(Answer made) {
        var told = told(operator, COUNTY, made);
        assertThat(told).hasSize(1);
        return items(door.get(
                COUNTY + "/" + id(made) + "/deliveries/" + told.getFirst().get("id") + "/attempts",
                operator.text("accessToken")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        return (List<Map<String, Object>>) answer.is(200).body().get("items");
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(check);
    }

    private void change(String sql) {
        bean(Transactions.class).run(() -> bean(Sql.class).change(sql));
    }

    /** @return how often the operator was told that one is off */
    private long toldOff() {
        String sql = "SELECT COUNT(*) AS n FROM acc_notice WHERE kind = 'WEBHOOK_OFF' AND account_id = ?";
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .one(sql, row -> row.number("n"), operator.text("accountId"))
                        .orElseThrow());
    }

    private <T> T bean(Class<T> type) {
        return here.getApplicationContext().getBean(type);
    }
}
