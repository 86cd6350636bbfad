package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;

/** Those who act in the play: demo people signed in, buyers signed up, and somebody who scans. */
public final class People {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final int CODES_MAX = 3;

    private final Api api;
    private final Map<String, Person> signedIn = new ConcurrentHashMap<>();
    private Person staff;
    // Each play signs up people of its own, so that it can be played again on the same data.
    private final AtomicLong nextPhone =
            new AtomicLong(13_900_000_000L + ThreadLocalRandom.current().nextLong(99_000_000L));

    public People(Api api) {
        this.api = api;
        api.codesBy(this::signInByCode);
    }

    public Person of(Role role) {
        var person = DemoPerson.of(role);
        return signedIn.computeIfAbsent(person.phone(), phone -> {
            return new Person(
                    person.name(), phone, api.signIn(phone).get("accessToken").getStringValue());
        });
    }

    Person buyer(String name) {
        String phone = String.valueOf(nextPhone.getAndIncrement());
        var newcomer = Map.of("phone", phone, "code", freshCode(phone), "password", DemoPerson.PASSWORD, "name", name);
        var tokens = api.post(null, "/api/auth/sign-up", newcomer);
        return new Person(name, phone, tokens.get("accessToken").getStringValue());
    }

    /** As most villagers: with a phone and no password. */
    private Person byCode(String name) {
        String phone = String.valueOf(nextPhone.getAndIncrement());
        var newcomer = Map.of("phone", phone, "code", freshCode(phone), "name", name);
        var tokens = api.post(null, "/api/auth/sign-up", newcomer);
        return new Person(name, phone, tokens.get("accessToken").getStringValue(), true);
    }

    private JsonNode signInByCode(String phone) {
        return api.post(null, "/api/auth/sign-in/code", Map.of("phone", phone, "code", freshCode(phone)));
    }

    private String freshCode(String phone) {
        api.post(null, "/api/auth/codes", Map.of("phone", phone, "purpose", "SIGN_IN"));
        return codeAt(phone);
    }

    /** The phones of a demo are nobody's, so its operator may read what they are told. */
    private String codeAt(String phone) {
        var told = api.get(of(Role.COUNTY_OPERATOR), "/api/county/notices?phone=" + Api.query(phone));
        for (JsonNode notice : told.get("items").values()) {
            Matcher code = CODE.matcher(notice.get("text").getStringValue());
            if ("CODE".equals(notice.get("kind").getStringValue()) && code.find()) {
                return code.group();
            }
        }
        throw new Unplayable("no code was sent to a buyer's phone");
    }

    /** @return somebody who may scan at all nodes of the county; its operator gives him the role when there is nobody yet */
    synchronized Person staff() {
        if (staff == null) {
            Person person = buyer("流动站员");
            var county = DemoPerson.of(Role.COUNTY_OPERATOR).scopeValue();
            var grant = Map.of(
                    "phone", person.phone(),
                    "role", Role.WAREHOUSE_WORKER.name(),
                    "scope", Map.of("kind", "SUBTREE", "value", county));
            withFreshCode(code -> api.postFresh(of(Role.COUNTY_OPERATOR), "/api/auth/grants", code, grant));
            staff = person;
        }
        return staff;
    }

    /** Each step's code is good once: whoever played less than 30 s ago used this one's, so the next is waited for. */
    static void withFreshCode(Consumer<String> act) {
        for (int attempt = 1; ; attempt++) {
            // Real time, not the demo's: the operator's app knows nothing of that one.
            long step = TotpSecret.stepAt(Instant.now());
            try {
                act.accept(DemoPerson.SECRET.code(step));
                return;
            } catch (Unplayable e) {
                if (attempt == CODES_MAX || !e.getMessage().contains("second-factor-wrong")) {
                    throw e;
                }
                while (TotpSecret.stepAt(Instant.now()) == step) {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            }
        }
    }

    /** @return newcomers who sign in by codes, without passwords */
    public List<Person> villagers(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .parallel()
                .mapToObj(number -> byCode("买家 " + number))
                .toList();
    }

    public List<Person> buyers(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .parallel()
                .mapToObj(number -> buyer("买家 " + number))
                .toList();
    }
}
