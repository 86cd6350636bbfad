package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.bench.calling.BrokenOff;

/** Somebody who signed in, with his role, and what his scope is called in requests. Used by several threads. */
final class Person {
    /** Less than a way in lasts. */
    private static final long GOOD_FOR_NANOS = 10L * 60 * 1_000_000_000;

    private static final Map<String, List<String>> NAMES = Map.of(
            "NODE", List.of("node", "nodeCode", "station", "stationCode", "place", "at", "homeNode"),
            "SUBTREE", List.of("under", "node", "hub", "depot", "place"),
            "SHOP", List.of("shop", "seller", "sellerCode", "supplier"),
            "BRAND", List.of("brand", "brandCode"),
            "LEVEL", List.of("level"),
            "HOLDING", List.of("holding", "holdingCode"));

    private final String phone;
    private final String password;
    private final @Nullable TotpSecret secret;
    private final Map<String, Object> scope = new HashMap<>();
    private Set<String> roles = Set.of();
    private String accountId = "";
    private String token = "";
    private String scopeKey = "";
    private long signedIn;
    private long lastStep;

    /** @param secret null for who has no second factor */
    Person(String phone, String password, @Nullable TotpSecret secret) {
        this.phone = phone;
        this.password = password;
        this.secret = secret;
    }

    String phone() {
        return phone;
    }

    synchronized String accountId() {
        return accountId;
    }

    synchronized Set<String> roles() {
        return roles;
    }

    /** @return what he may reach: two people of one role with the same are as good as one */
    synchronized String scopeKey() {
        return scopeKey;
    }

    synchronized Optional<Object> own(String name) {
        return Optional.ofNullable(scope.get(name));
    }

    synchronized boolean stale() {
        return System.nanoTime() - signedIn > GOOD_FOR_NANOS;
    }

    synchronized String token() {
        return token;
    }

    /** @return a code that was not used yet; empty when one has to be waited for, or he has none at all */
    synchronized Optional<String> code() {
        if (secret == null) {
            return Optional.empty();
        }
        long now = TotpSecret.stepAt(Instant.now());
        long step = Math.max(lastStep + 1, now - 1);
        if (step > now + 1) {
            return Optional.empty();
        }
        lastStep = step;
        return Optional.of(secret.code(step));
    }

    /** @return whether he is in */
    synchronized boolean signIn(Line line) throws IOException {
        byte[] body = Json.write(Map.of("phone", phone, "password", password)).getBytes(StandardCharsets.UTF_8);
        var json = List.of(new Sent.Header("Content-Type", "application/json"));
        Heard heard = line.send(new Sent("POST", "/api/auth/sign-in", json, body));
        JsonNode tokens = heard.done() ? Json.read(heard.body()) : null;
        if (tokens == null) {
            return false;
        }
        token = tokens.get("accessToken").getStringValue();
        accountId = tokens.get("accountId").getStringValue();
        signedIn = System.nanoTime();
        return true;
    }

    /** Asks what he may do. */
    synchronized void learn(Line line) throws IOException {
        var headers = List.of(new Sent.Header("Authorization", "Bearer " + token));
        Heard heard = line.send(new Sent("GET", "/api/auth/me", headers, null));
        if (!heard.done()) {
            throw new BrokenOff("问不到自己是谁 · " + phone + " cannot ask who he is: " + heard.status() + " " + heard.text());
        }
        var found = new LinkedHashSet<String>();
        scopeKey = accountId;
        for (JsonNode grant : Json.read(heard.body()).get("grants").values()) {
            String role = grant.get("role").getStringValue();
            JsonNode where = grant.get("scope");
            String kind = where.get("kind").getStringValue();
            found.add(role);
            if (NAMES.containsKey(kind)) {
                String value = where.get("value").getStringValue();
                NAMES.get(kind).forEach(name -> scope.put(name, value));
                scopeKey = kind + " " + value;
            }
        }
        roles = Set.copyOf(found);
    }
}
