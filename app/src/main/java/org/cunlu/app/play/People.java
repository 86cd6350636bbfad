package org.cunlu.app.play;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;

/** Those who act in the play: demo people signed in, buyers signed up, and somebody at each node who scans. */
final class People {
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
        var tokens = api.post(
                null, "/api/auth/sign-up", Map.of("phone", phone, "password", DemoPerson.PASSWORD, "name", name));
        return new Person(name, phone, tokens.get("accessToken").getStringValue());
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
