package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.http.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicesTest implements TestPropertyProvider {
    private static final String PATH = "/api/auth/sessions";
    private static final String PHONE_AGENT = "Mozilla/5.0 (Linux; Android 15; V2309A) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36";

    @Inject
    EmbeddedServer server;

    @Inject
    Sessions sessions;

    @Inject
    Sightings sightings;

    @Inject
    MovableTime time;

    @Inject
    Sql sql;

    private Door door;
    private String phone;
    private Answer tokens;
    private String accountId;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("devices", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("accounts.statements-heard", "true");
        return room;
    }

    @BeforeEach
    void signUp() {
        time.stop();
        door = Door.at(server);
        phone = Door.anyPhone();
        tokens = door.signUp(phone);
        accountId = tokens.text("accountId");
    }

    @AfterEach
    void goOn() {
        time.goOn();
    }

    @Test
    void listsWhereSomebodyIsSignedInTheNewestFirstAndTellsNoAddress() {
        time.forward(Duration.ofSeconds(1));
        sessions.open(accountId, new Origin("203.0.113.9", null, PHONE_AGENT), Sessions.Way.PASSWORD);
        List<Map<String, Object>> devices = devices();
        assertThat(devices).hasSize(2);
        assertThat(devices.getFirst())
                .containsEntry("client", "Chrome · Android")
                .containsEntry("way", "PASSWORD")
                .containsEntry("current", false)
                .containsOnlyKeys("id", "way", "client", "openedAt", "seenAt", "current");
        assertThat(devices.getLast()).containsEntry("way", "CODE").containsEntry("current", true);
        assertThat(new String(door.get(PATH, access()).raw().body(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("203.0.113.9")
                .doesNotContain("address");
    }

    @Test
    void signsOneDeviceOutAtOnce() {
        Answer other = door.signIn(phone, Door.PASSWORD).is(200);
        String id = id(other);
        door.get("/api/auth/me", other.text("accessToken")).is(200);
        door.send("DELETE", PATH + "/" + id, null, "Bearer " + access()).is(204);
        door.get("/api/auth/me", other.text("accessToken")).is(401, "session-over");
        door.refresh(other.text("refreshToken")).is(401, "refresh-token-invalid");
        door.get("/api/auth/me", access()).is(200);
        assertThat(devices()).hasSize(1);
        // Once more changes nothing, and is no error: the first answer may have been lost.
        door.send("DELETE", PATH + "/" + id, null, "Bearer " + access()).is(204);
    }

    @Test
    void anothersSessionIsNotThere() {
        Answer stranger = door.signUp(Door.anyPhone());
        door.send("DELETE", PATH + "/" + id(stranger), null, "Bearer " + access())
                .is(404, "not-found");
        door.get("/api/auth/me", stranger.text("accessToken")).is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000000000000", "x", "0D6R9YJ2K4M7N0D6R9YJ2K4M7N", "%E6%9D%91%E8%B7%AF", "1%27%20OR%201=1"})
    void anIdThatNobodyHasIsNotThere(String id) {
        door.send("DELETE", PATH + "/" + id, null, "Bearer " + access()).is(404, "not-found");
    }

    @Test
    void signsOutEverywhereHereToo() {
        var all = new ArrayList<Answer>(List.of(tokens));
        all.add(door.signIn(phone, Door.PASSWORD).is(200));
        all.add(door.signIn(phone, Door.PASSWORD).is(200));
        Answer stranger = door.signUp(Door.anyPhone());
        all.forEach(one -> door.get("/api/auth/me", one.text("accessToken")).is(200));
        door.send("DELETE", PATH, null, "Bearer " + access()).is(204);
        all.forEach(one -> door.get("/api/auth/me", one.text("accessToken")).is(401, "session-over"));
        all.forEach(one -> door.refresh(one.text("refreshToken")).is(401));
        door.get("/api/auth/me", stranger.text("accessToken")).is(200);
        door.signIn(phone, Door.PASSWORD).is(200);
    }

    @Test
    @SuppressWarnings("unchecked")
    void whoeverAsksForAllHisDataFindsEverySessionAlsoThoseThatAreOver() {
        sessions.open(accountId, new Origin("203.0.113.9", null, PHONE_AGENT), Sessions.Way.CODE);
        door.send("DELETE", PATH + "/" + id(door.signIn(phone, Door.PASSWORD).is(200)), null, "Bearer " + access())
                .is(204);
        Answer data = door.get("/api/auth/data", access()).is(200);
        var all = (List<Map<String, Object>>) data.body().get("sessions");
        assertThat(all).hasSize(3);
        assertThat(all).extracting(one -> one.get("agent")).contains(PHONE_AGENT);
        assertThat(all).extracting(one -> one.get("endReason")).containsOnlyOnce("SIGNED_OUT");
        assertThat(all.toString()).doesNotContain("203.0.113.9");
    }

    @Test
    void ofOneWhoIsForgottenNothingTellsFromWhereHeSignedIn() {
        sessions.open(accountId, new Origin("203.0.113.9", "a-device-of-his-own", PHONE_AGENT), Sessions.Way.CODE);
        door.post("/api/auth/erasure", Map.of("password", Door.PASSWORD), access())
                .is(200);
        assertThat(sql.list(
                        "SELECT agent, HEX(device_index) AS device, HEX(address_index) AS address FROM acc_session"
                                + " WHERE account_id = ?",
                        row -> row.string("agent") + row.string("device") + row.string("address"),
                        accountId))
                .hasSize(2)
                .containsOnly("null" + "0".repeat(32));
    }

    @Test
    void visitorsSeeNoDevices() {
        door.get(PATH, null).is(401, "token-missing");
        door.send("DELETE", PATH, null, null).is(401, "token-missing");
    }

    @Test
    void isSeenToTheMinuteAndWrittenOnceForAllRequestsOfIt() {
        Statements heard = server.getApplicationContext().getBean(Statements.class);
        sightings.write();
        time.forward(Duration.ofMinutes(5));
        List<String> sent = heard.during(() -> {
            for (int i = 0; i < 20; i++) {
                door.get("/api/probe/open", access()).is(200);
            }
            sightings.write();
            sightings.write();
        });
        assertThat(sent).filteredOn(text -> text.contains("SET seen_at")).hasSize(1);
        Instant minute = time.now().truncatedTo(ChronoUnit.MINUTES);
        assertThat(devices().getFirst()).containsEntry("seenAt", minute.toString());
        // An instance that is late puts nothing back.
        sightings.note(id(tokens));
        time.forward(Duration.ofMinutes(-4));
        sightings.write();
        time.forward(Duration.ofMinutes(4));
        assertThat(devices().getFirst()).containsEntry("seenAt", minute.toString());
    }

    @Test
    void whoIsAwayForThirtyDaysIsNotListed() {
        sessions.open(accountId, Origin.WITHIN, Sessions.Way.CODE);
        time.forward(Duration.ofDays(30));
        assertThat(door.signIn(phone, Door.PASSWORD).is(200).text("accountId")).isEqualTo(accountId);
        tokens = door.signIn(phone, Door.PASSWORD).is(200);
        assertThat(devices()).hasSize(2);
    }

    @Test
    void aTokenThatComesBackLeavesARowInTheTrail() {
        String used = tokens.text("refreshToken");
        String session = id(tokens);
        door.refresh(used).is(200);
        time.forward(SessionBook.RIVALRY.plusSeconds(1));
        door.refresh(used).is(401);
        door.refresh(used).is(401);
        assertThat(sql.list(
                        "SELECT act, state_before, state_after FROM ker_trail WHERE subject = ?",
                        row -> row.string("act") + " " + row.string("state_before") + " " + row.string("state_after"),
                        accountId))
                .containsExactly("accounts.session-revoked " + session + " TOKEN_REUSED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0|Edge · Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604|Safari · iPhone",
                "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile MicroMessenger/8.0.49|微信 WeChat · Android",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|Firefox · Linux",
                "cunlu-station/2.1 (scanner)|cunlu-station",
                "curl/8.9|curl",
                "<script>alert(1)</script>|<script>alert",
                "''|''"
            })
    void namesAClientInShortWords(String agent, String name) {
        assertThat(ClientName.of(agent)).isEqualTo(name);
        assertThat(ClientName.of("x".repeat(200))).hasSize(40);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> devices() {
        return (List<Map<String, Object>>)
                door.get(PATH, access()).is(200).body().get("items");
    }

    private String id(Answer of) {
        AccessTokens reader = server.getApplicationContext().getBean(AccessTokens.class);
        return ((AccessTokens.Reading.Good) reader.read(of.text("accessToken"))).sessionId();
    }

    private String access() {
        return tokens.text("accessToken");
    }
}
