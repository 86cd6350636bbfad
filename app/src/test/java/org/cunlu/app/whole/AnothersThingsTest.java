package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cunlu.app.doors.Doors;
import org.cunlu.app.doors.Doors.Door;
import org.cunlu.app.doors.Wire;
import org.cunlu.app.whole.AnothersThings.Thing;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Each operation that names something, asked by somebody of each role that may use it: for his own, for another's, for what is
 * not there. Another's must answer as what is absent does, byte for byte but for the request's id and the name that was asked for.
 */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersThingsTest {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final SmallCounty county = SmallCounty.open();
    private final Map<Role, Person> strangers = new EnumMap<>(Role.class);
    private AnothersThings things;
    private Wire wire;
    private int asked;

    @BeforeAll
    void arrive() {
        things = new AnothersThings(county);
        wire = new Wire("127.0.0.1", URI.create(county.door(0)).getPort());
        for (Role role : Role.values()) {
            strangers.put(role, role == Role.CONSUMER ? county.buyer() : county.person(AnothersThings.elsewhere(role)));
        }
    }

    @AfterAll
    void leave() {
        things.leave();
    }

    @Test
    void everyOperationThatNamesSomethingHasItsRow() {
        var rowless = new TreeSet<String>();
        for (Door door : Doors.all()) {
            boolean row = AnothersThings.kind(door.address()).isEmpty()
                    || things.at(door.address()).isPresent()
                    || AnothersThings.notHere(door.address());
            if (!row) {
                rowless.add(door.method() + " " + door.address());
            }
        }
        assertThat(rowless).isEmpty();
    }

    @Test
    void anothersIsAsAbsent() {
        int alike = 0;
        int told = 0;
        for (Door door : doors().toList()) {
            Thing thing = things.at(door.address()).orElseThrow();
            for (Role role : rolesOf(door)) {
                String anothers = ask(strangers.get(role), door, thing.real());
                String absent = ask(strangers.get(role), door, thing.absent());
                String where = door.method() + " " + door.address() + " as " + role;
                assertThat(same(anothers, thing.real())).as(where).isEqualTo(same(absent, thing.absent()));
                assertThat(Wire.status(anothers)).as(where).isBetween(400, 499);
                if (door.method().equals("GET")) {
                    assertThat(Wire.status(anothers)).as(where).isEqualTo(404);
                }
                told += Wire.status(anothers) == 404 ? 1 : 0;
                alike++;
            }
        }
        System.out.println(alike + " operations by role alike for another's and absent, " + told
                + " of them 404; the others were refused before anybody looked (form or second factor)");
        assertThat(alike).isGreaterThan(80);
        assertThat(told).isGreaterThan(30);
    }

    @Test
    void onesOwnIsThere() {
        int own = 0;
        for (Door door : doors().filter(each -> each.method().equals("GET")).toList()) {
            Thing thing = things.at(door.address()).orElseThrow();
            if (rolesOf(door).stream().anyMatch(role -> mayBe(thing.owner(), role))) {
                String answer = ask(thing.owner(), door, thing.real());
                assertThat(Wire.status(answer)).as(door.toString()).isNotIn(401, 403, 500);
                own += Wire.status(answer) == 200 ? 1 : 0;
            }
        }
        System.out.println(own + " own things were shown");
        assertThat(own).isGreaterThan(8);
    }

    /** What names something that somebody here has, and is not open to everybody. */
    private Stream<Door> doors() {
        return Doors.all().stream()
                .filter(door -> !door.visitors() && !door.address().endsWith("/events"))
                .filter(door -> things.at(door.address()).isPresent())
                // A page's form wants its page's token first, for all alike.
                .filter(door ->
                        door.address().startsWith("/api/") || door.method().equals("GET"));
    }

    private static List<Role> rolesOf(Door door) {
        return door.roles().contains(Role.CONSUMER) ? List.of(Role.CONSUMER) : List.copyOf(door.roles());
    }

    private boolean mayBe(Person owner, Role role) {
        return switch (role) {
            case DISPATCHER -> owner == county.dispatcher;
            case COUNTY_OPERATOR -> owner == county.operator;
            default -> owner != county.dispatcher && owner != county.operator;
        };
    }

    private String ask(Person who, Door door, String name) {
        String path = door.address().replaceFirst("\\{[^}]+}", name);
        for (var each : AnothersThings.names().entrySet()) {
            path = path.replace(each.getKey(), each.getValue());
        }
        path = path.replaceAll("\\{[^}]+}", "1");
        var headers = new LinkedHashMap<String, String>();
        asked++;
        headers.put("X-Forwarded-For", "10.7." + (asked >> 8 & 255) + "." + (asked & 255));
        headers.put("Authorization", "Bearer " + who.token());
        boolean writes = WRITES.contains(door.method());
        if (writes) {
            headers.put("Content-Type", "application/json");
            headers.put("Idempotency-Key", "anothers-" + asked);
        }
        return wire.ask(door.method(), path, headers, writes && !door.method().equals("DELETE") ? "{}" : "");
    }

    private static String same(String answer, String name) {
        return answer.replace(name, "…");
    }
}
