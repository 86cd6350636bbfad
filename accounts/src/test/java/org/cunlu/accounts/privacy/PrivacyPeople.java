package org.cunlu.accounts.privacy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.Recipients;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeEach;

/** People who ask for their data. */
abstract class PrivacyPeople implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Consents consents;

    @Inject
    Recipients recipients;

    @Inject
    OpenThings open;

    @Inject
    Auditor auditor;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    Door door;

    String phone;

    Answer person;

    /** Stands for what another module has open with somebody. */
    @Singleton
    @Requires(property = "privacy.test", value = "true")
    static class OpenThings implements PersonalData {
        final Map<String, String> open = new HashMap<>();

        @Override
        public String section() {
            return "open-things";
        }

        @Override
        public Object export(String accountId) {
            return Map.of("open", open.containsKey(accountId));
        }

        @Override
        public List<Objection> objections(String accountId) {
            return open.containsKey(accountId) ? List.of(new Objection("open-orders", open.get(accountId))) : List.of();
        }

        @Override
        public List<Kept> erase(String accountId) {
            return List.of(new Kept("订单 · Orders", "电子商务法第31条 · E-Commerce Law art. 31"));
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var room = new LinkedHashMap<>(TestServers.properties("privacy", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("privacy.test", "true");
        room.put("cunlu.accounts.codes.phone-per-minute", "5"); // somebody signs up twice with one number
        return room;
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        phone = Door.anyPhone();
        person = door.signUp(phone);
    }

    Answer erase(Object proof) {
        return door.post("/api/auth/erasure", proof, token());
    }

    Answer put(String purpose) {
        return door.send("PUT", "/api/auth/consents/" + purpose, null, bearer());
    }

    String id() {
        return person.text("accountId");
    }

    String token() {
        return person.text("accessToken");
    }

    String bearer() {
        return "Bearer " + token();
    }

    long count(String query, String id) {
        return transactions
                .read(() -> sql.one(query, row -> row.number("v"), id))
                .orElseThrow();
    }
}
