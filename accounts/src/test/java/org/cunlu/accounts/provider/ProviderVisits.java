package org.cunlu.accounts.provider;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Phones;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Browsers that come by a provider of identities. */
abstract class ProviderVisits {
    StandIn standIn;

    StandIn rival;

    EmbeddedServer server;

    Door door;

    String subject;

    String phone;

    @BeforeAll
    void start() throws Exception {
        standIn = new StandIn();
        rival = new StandIn();
        var room = new LinkedHashMap<String, Object>(TestServers.properties("providers", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.accounts.codes.phone-per-minute", "5"); // who has just signed up asks for a code to link
        configure(room, "gov", "oidc", Map.of("issuer", standIn.issuer()));
        configure(room, "bank", "oidc", Map.of("issuer", rival.issuer()));
        configure(room, "wechat", "wechat", Map.of("token-endpoint", standIn.issuer() + "/wechat"));
        room.put("cunlu.accounts.wechat-notices.url", "http://127.0.0.1:1/messages"); // Phones stand in for it
        room.put("cunlu.accounts.notices.quiet-from", "07:00"); // never: whoever tests at night is told, too
        room.put("cunlu.accounts.wechat-notices.secret", "a secret of twenty-nine bytes");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    static void configure(Map<String, Object> room, String name, String kind, Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("kind", kind);
        all.put("title-chinese", "测试");
        all.put("title-english", "Test " + name);
        all.put("client-id", StandIn.CLIENT);
        all.put("client-secret", StandIn.SECRET);
        all.put("redirect", "https://cunlu.example/back/" + name);
        all.put("patience", "1s");
        all.forEach((key, value) -> room.put("cunlu.accounts.providers." + name + "." + key, value));
    }

    @AfterAll
    void stop() {
        server.close();
        standIn.close();
        rival.close();
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        subject = "sub-" + UUID.randomUUID();
        phone = Door.anyPhone();
    }

    @AfterEach
    void leave() throws Exception {
        server.getApplicationContext().getBean(MovableTime.class).goOn();
        standIn.honest();
    }

    Answer begin(String provider) {
        return door.post("/api/auth/providers/" + provider + "/start", null, null)
                .is(200);
    }

    Answer come(String provider) {
        Answer started = begin(provider);
        StandIn one = provider.equals("bank") ? rival : standIn;
        return finish(provider, started, one.agree(started.text("url"), subject), started.text("visit"));
    }

    Answer finish(String provider, Answer started, String code, String visit) {
        return door.post("/api/auth/providers/" + provider + "/finish", body(started, code, visit), null);
    }

    static Map<String, String> body(Answer started, String code, String visit) {
        String query =
                java.net.URI.create(started.text("url").replaceAll("#.*", "")).getRawQuery();
        return Map.of("state", StandIn.fields(query).get("state"), "code", code, "visit", visit);
    }

    String ticket(String provider) {
        return come(provider).is(200).text("linkTicket");
    }

    Answer link(String ticket, String number, String code, String name) {
        var body = new HashMap<>(Map.of("ticket", ticket, "phone", number, "code", code));
        if (name != null) {
            body.put("name", name);
        }
        return door.post("/api/auth/providers/link", body, null);
    }

    String code(String number) {
        door.post("/api/auth/codes", Map.of("phone", number, "purpose", "LINK"), null)
                .is(202);
        return Phones.code(number);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> tokens(Answer answer) {
        return (Map<String, Object>) answer.body().get("tokens");
    }

    Accounts accounts() {
        return server.getApplicationContext().getBean(Accounts.class);
    }
}
