package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Newcomers;
import org.cunlu.bench.calling.Official;
import org.cunlu.bench.calling.Wire;

/**
 * Who asks: one of the demo county for each role, some who have the same role elsewhere, and newcomers who only buy. What
 * anybody may do to his own account is done by newcomers: whoever is locked out by it is replaced.
 */
final class People {
    private static final String DEMO_PASSWORD = "cunlu-demo-2026";
    private static final String PASSWORD = "storm-cedar-4821";
    private static final TotpSecret DEMO_SECRET = new TotpSecret("CUNLUDEMOCUNLUDEMOCUNLUDEMOCUNLU");
    private static final long FIRST = 13_800_230_001L;
    private static final int ROLES = 19;
    private static final long FIRST_OPERATOR = 13_800_230_016L;
    /** Two of the hub and its gateway, then keepers of townships. */
    private static final long FIRST_OF_CREW = 13_800_230_101L;

    private static final int CREW = 5;
    private static final int BUYERS = 4;

    private final Address address;
    private final Pool pool;
    private final List<Person> officials = new CopyOnWriteArrayList<>();
    private final List<Person> buyers = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    People(Address address, Pool pool) {
        this.address = address;
        this.pool = pool;
    }

    /** Signs all of them in. */
    void come(Line line) throws IOException {
        for (long phone = FIRST; phone < FIRST + ROLES; phone++) {
            officials.add(in(line, new Person(String.valueOf(phone), DEMO_PASSWORD, DEMO_SECRET)));
        }
        for (long phone = FIRST_OF_CREW; phone < FIRST_OF_CREW + CREW; phone++) {
            officials.add(in(line, new Person(String.valueOf(phone), DEMO_PASSWORD, DEMO_SECRET)));
        }
        for (int i = 0; i < BUYERS; i++) {
            buyers.add(newcomer(line));
        }
    }

    /** Gives newcomers the role of somebody of the demo, elsewhere, so that there is another's of it. */
    void rivals(Line line, Map<String, Map<String, String>> scopes) throws IOException {
        try (var operator = Official.ofDemo(address, String.valueOf(FIRST_OPERATOR))) {
            for (var each : scopes.entrySet()) {
                Person rival = newcomer(line);
                var grant = Map.of("phone", rival.phone(), "role", each.getKey(), "scope", each.getValue());
                if (operator.fresh("POST", "/api/auth/grants", grant).done() && rival.signIn(line)) {
                    rival.learn(line);
                    officials.add(rival);
                }
            }
        }
    }

    private Person newcomer(Line line) throws IOException {
        try (var newcomers = new Newcomers(address);
                var wire = new Wire(address)) {
            Person person = in(line, new Person(newcomers.signUp(wire, PASSWORD).phone(), PASSWORD, null));
            pool.own("accountId", person.accountId());
            pool.own("phone", person.phone());
            return person;
        }
    }

    private static Person in(Line line, Person person) throws IOException {
        if (!person.signIn(line)) {
            throw new BrokenOff("演示县的人员不能登录 · " + person.phone() + " cannot sign in: is this a demo?");
        }
        person.learn(line);
        return person;
    }

    /** @return somebody who may; null when nobody may who is here */
    @Nullable
    Person whoMay(Operation operation, Random random) {
        if (operation.open() && random.nextInt(3) > 0) {
            return null;
        }
        return operation.roles().isEmpty()
                ? any(buyers, random, _ -> true).orElseThrow()
                : any(officials, random, person -> may(person, operation)).orElse(null);
    }

    Person buyer(Random random) {
        return any(buyers, random, _ -> true).orElseThrow();
    }

    /** @return each who may, with a scope of his own; only one of those who buy */
    List<Person> all(Operation operation) {
        if (operation.open() || operation.roles().isEmpty()) {
            return List.of(buyers.getFirst());
        }
        return officials.stream().filter(person -> may(person, operation)).toList();
    }

    Optional<Person> whoMayNot(Operation operation, Random random) {
        return operation.roles().isEmpty()
                ? Optional.empty()
                : any(
                        IntStream.range(0, officials.size() + buyers.size())
                                .mapToObj(
                                        i -> i < officials.size() ? officials.get(i) : buyers.get(i - officials.size()))
                                .toList(),
                        random,
                        person -> !may(person, operation));
    }

    /** @return somebody of the same kind who has another scope */
    Optional<Person> rival(Operation operation, Person person, Random random) {
        List<Person> from = operation.roles().isEmpty() ? buyers : officials;
        return any(
                from,
                random,
                other -> other != person
                        && apart(other.scopeKey(), person.scopeKey())
                        && (operation.roles().isEmpty()
                                || operation.roles().stream()
                                        .anyMatch(role -> person.roles().contains(role)
                                                && other.roles().contains(role))));
    }

    /** What begins like another's place lies in it: there both may look. */
    private static boolean apart(String one, String other) {
        String a = one.substring(one.indexOf(' ') + 1);
        String b = other.substring(other.indexOf(' ') + 1);
        return !a.startsWith(b) && !b.startsWith(a);
    }

    /** Signs somebody in again; a newcomer who cannot is replaced by another. */
    void renew(Line line, Person person) throws IOException {
        if (person.signIn(line)) {
            return;
        }
        if (buyers.remove(person)) {
            buyers.add(newcomer(line));
        } else if (officials.remove(person)) {
            lost.add(person.phone() + " " + person.roles());
        }
    }

    /** @return those of the demo who cannot sign in any more, each once */
    List<String> lost() {
        return List.copyOf(lost);
    }

    private static boolean may(Person person, Operation operation) {
        return operation.roles().stream().anyMatch(person.roles()::contains);
    }

    private static Optional<Person> any(List<Person> from, Random random, Predicate<Person> fit) {
        List<Person> those = from.stream().filter(fit).toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(those.get(random.nextInt(those.size())));
    }
}
