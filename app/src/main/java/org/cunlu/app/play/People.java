package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;

/** Those who act in the play: demo people signed in, buyers signed up, and somebody at each node who scans. */
final class People {
    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    private final Api api;
    private final Map<String, Person> signedIn = new ConcurrentHashMap<>();
    private final Map<String, Person> staff = new ConcurrentHashMap<>();
    // Each play signs up people of its own, so that it can be played again on the same data.
    private final AtomicLong nextPhone =
            new AtomicLong(13_900_000_000L + ThreadLocalRandom.current().nextLong(99_000_000L));

    People(Api api) {
        this.api = api;
    }

    Person of(Role role) {
        var person = DemoPerson.of(role);
        return signedIn.computeIfAbsent(person.phone(), phone -> {
            return new Person(
                    person.name(), phone, api.signIn(phone).get("accessToken").getStringValue());
        });
    }

    Person buyer(String name) {
        String phone = String.valueOf(nextPhone.getAndIncrement());
        api.post(null, "/api/auth/codes", Map.of("phone", phone, "purpose", "SIGN_IN"));
        var newcomer = Map.of("phone", phone, "code", codeAt(phone), "password", DemoPerson.PASSWORD, "name", name);
        var tokens = api.post(null, "/api/auth/sign-up", newcomer);
        return new Person(name, phone, tokens.get("accessToken").getStringValue());
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

    /** @return somebody who may scan at this node; the county's operator gives him the role when there is none yet */
    Person staffOf(String node) {
        return staff.computeIfAbsent(node, code -> {
            Person person = buyer("站员 " + code);
            var grant = Map.of(
                    "phone", person.phone(),
                    "role", Role.WAREHOUSE_WORKER.name(),
                    "scope", Map.of("kind", "NODE", "value", code));
            api.post(of(Role.COUNTY_OPERATOR), "/api/county/grants", grant);
            return person;
        });
    }

    List<Person> buyers(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .parallel()
                .mapToObj(number -> buyer("买家 " + number))
                .toList();
    }
}
