package org.cunlu.accounts.apikey;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.MovableTime;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Keys of outside systems, their holders and the operators who make them. */
abstract class KeyHolders {
    static final String COUNTY = "500233";

    static final String KEYS = "/api/county/keys";

    EmbeddedServer here;

    EmbeddedServer there;

    Door door;

    Door doorThere;

    FreshCodes codes;

    Answer operator;

    int named;

    @BeforeAll
    void startTwo() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("api-keys", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.demo", "true");
        room.put("accounts.statements-heard", "true");
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
        codes = new FreshCodes(here.getApplicationContext());
        operator = operatorOf(COUNTY);
    }

    @AfterAll
    void stopThem() {
        there.close();
        here.close();
    }

    @BeforeEach
    void arrive() {
        door = Door.at(here);
        doorThere = Door.at(there);
    }

    @AfterEach
    void leave() {
        bean(MovableTime.class).goOn();
    }

    Answer operatorOf(String subtree) {
        Answer somebody = Door.at(here).signUp(Door.anyPhone());
        String accountId = somebody.text("accountId");
        bean(Accounts.class)
                .grant(accountId, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, subtree)), "system");
        codes.enrol(accountId);
        return somebody;
    }

    String name() {
        return "system " + ++named;
    }

    Answer make(String... scopes) {
        return order(Map.of("name", name(), "scopes", List.of(scopes)));
    }

    Answer order(Map<String, Object> body) {
        return act(operator, "POST", "", body);
    }

    Answer rotate(Answer made, int version) {
        return act(operator, "POST", "/" + made.text("id") + "/rotate", Map.of("version", version));
    }

    Answer revoke(Answer made) {
        return act(operator, "DELETE", "/" + made.text("id"), null);
    }

    Answer act(Answer who, String method, String path, Object body) {
        return door.fresh(method, KEYS + path, body, who.text("accessToken"), codes.next(who.text("accountId")));
    }

    Answer shown(String path, String key) {
        return door.send("GET", path, null, "ApiKey " + key);
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(Answer who) {
        return (List<Map<String, Object>>) door.get(KEYS + "?limit=100", who.text("accessToken"))
                .is(200)
                .body()
                .get("items");
    }

    <T> T bean(Class<T> type) {
        return here.getApplicationContext().getBean(type);
    }
}
