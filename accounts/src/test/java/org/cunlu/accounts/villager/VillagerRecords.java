package org.cunlu.accounts.villager;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.Representation;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.BeforeEach;

/** A keeper's records of villagers over HTTP. */
abstract class VillagerRecords implements TestPropertyProvider {
    static final String VILLAGERS = "/api/station/villagers";

    static final LocalDate TODAY = CountyTime.date(Instant.now());

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Representation representation;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    Door door;

    Answer keeper;

    String keeperPhone;

    String station;

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("villager", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    @BeforeEach
    void aStation() {
        door = Door.at(server);
        station = "500233" + Door.anyPhone().substring(5);
        keeperPhone = Door.anyPhone();
        keeper = keeperOf(keeperPhone, station);
    }

    Answer keeperOf(String phone, String node) {
        Answer somebody = door.signUp(phone);
        accounts.grant(
                somebody.text("accountId"), new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node)), "system");
        return somebody;
    }

    String token() {
        return keeper.text("accessToken");
    }

    static Map<String, Object> wish(String name, LocalDate born) {
        var wish = new HashMap<String, Object>();
        wish.put("name", name);
        wish.put("villageCode", "500233112203");
        wish.put("phoneNote", "邻居家 023-54230000");
        wish.put("birthDate", born.toString());
        wish.put("consent", agreed("PAPER"));
        return wish;
    }

    static Map<String, Object> changeTo(String name, LocalDate born) {
        return Map.of("name", name, "villageCode", "500233112203", "birthDate", born.toString());
    }

    static Map<String, Object> agreed(String way) {
        return Map.of("way", way, "on", TODAY.toString(), "reference", "档案柜3 第12页");
    }

    static Map<String, Object> authority(String kind, String phone, String way) {
        return Map.of("kind", kind, "phone", phone, "agreed", agreed(way));
    }

    Answer begin(String key, Object wish) {
        return door.send("POST", VILLAGERS, wish, "Bearer " + token(), Map.of("Idempotency-Key", key));
    }

    String begin(String name, LocalDate born) {
        return begin("key-" + Door.anyPhone() + Door.anyPhone(), wish(name, born))
                .is(201)
                .text("accountId");
    }

    Answer open(String villager) {
        return door.get(VILLAGERS + "/" + villager + "?why=" + url("核对取货人"), token());
    }

    @SuppressWarnings("unchecked")
    List<String> consents(String villager) {
        return (List<String>) open(villager).is(200).body().get("consents");
    }

    Answer put(String path, Object body, String token) {
        return door.send("PUT", path, body, "Bearer " + token);
    }

    Answer authorise(String villager, Object authority) {
        return door.post(VILLAGERS + "/" + villager + "/representatives", authority, token());
    }

    Answer consent(String villager, String purpose, String guardian) {
        var body = new HashMap<String, Object>(Map.of("purpose", purpose, "agreed", agreed("PAPER")));
        if (guardian != null) {
            body.put("guardianId", guardian);
        }
        return door.post(VILLAGERS + "/" + villager + "/consents", body, token());
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String text(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.string("v"), id))
                .orElseThrow();
    }

    long number(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
