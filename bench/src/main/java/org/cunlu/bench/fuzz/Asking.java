package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/** One who asks, on a line of his own: makes a request, sends it, has its answer judged, and learns from it. */
final class Asking implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH", "TRACE", "FUZZ");

    private final Run run;
    private final Line line;
    private final LongSupplier numbers;

    /** @param numbers gives each request its own */
    Asking(Run run, Line line, LongSupplier numbers) {
        this.run = run;
        this.line = line;
        this.numbers = numbers;
    }

    /** A good request, then what follows from its answer. */
    void good(Operation operation, @Nullable Person person, Random random) throws IOException {
        Draft draft = run.drafts().good(operation, person, random);
        Heard heard = send(draft, Family.POSITIVE, false, draft.sent());
        if (heard == null || !heard.done()) {
            return;
        }
        if (operation.method().equals("DELETE") && !draft.path.isEmpty()) {
            afterDelete(draft);
        }
        if (operation.reads() && !operation.open() && person != null && !draft.path.isEmpty()) {
            otherParent(draft, random);
            otherTenant(draft, person, random);
        }
    }

    /** Sends what is good. @return what was answered, when it was done */
    Optional<JsonNode> told(Draft draft) throws IOException {
        Heard heard = send(draft, Family.POSITIVE, false, draft.sent());
        return heard == null || !heard.done() || !heard.json()
                ? Optional.empty()
                : Optional.ofNullable(Json.read(heard.body()));
    }

    /** A request by chance, of the kind that the random number says. */
    void any(Operation operation, Random random) throws IOException {
        Person person = run.people().whoMay(operation, random);
        if (person != null && person.stale()) {
            run.people().renew(line, person);
        }
        int kind = random.nextInt(100);
        boolean refusals = run.hints().onlyRefusals(operation);
        if (kind < 44 && !refusals) {
            good(operation, person, random);
        } else if (kind < 86) {
            spoilt(operation, person, random, refusals);
        } else if (kind < 90) {
            method(operation, person, random);
        } else if (operation.open()) {
            spoilt(operation, person, random, refusals);
        } else if (kind < 93) {
            as(operation, null, Family.NO_AUTH, null, random);
        } else if (kind < 97) {
            as(operation, null, Family.BAD_AUTH, badAuthorization(person, random), random);
        } else {
            Optional<Person> other = run.people().whoMayNot(operation, random);
            if (other.isPresent()) {
                as(
                        operation,
                        other.get(),
                        Family.OTHER_ROLE,
                        "Bearer " + other.get().token(),
                        random);
            } else {
                spoilt(operation, person, random, refusals);
            }
        }
    }

    private void spoilt(Operation operation, @Nullable Person person, Random random, boolean refusals)
            throws IOException {
        for (int tries = 0; tries < 10; tries++) {
            Draft draft = run.drafts().good(operation, person, random);
            Family family = Family.SPOILING.get(random.nextInt(Family.SPOILING.size()));
            Optional<Boolean> mustRefuse = run.hostile().spoil(family, draft, random);
            if (mustRefuse.isPresent() && (!refusals || mustRefuse.get())) {
                send(draft, family, mustRefuse.get(), draft.sent());
                return;
            }
        }
        if (refusals) {
            as(operation, null, Family.NO_AUTH, null, random);
        } else {
            good(operation, person, random);
        }
    }

    private void method(Operation operation, @Nullable Person person, Random random) throws IOException {
        Set<String> there = run.description().methods(operation.path());
        List<String> others =
                METHODS.stream().filter(each -> !there.contains(each)).toList();
        Draft draft = run.drafts().good(operation, person, random);
        draft.method = others.get(random.nextInt(others.size()));
        if (draft.method.equals("GET") || draft.method.equals("TRACE")) {
            draft.contentType = null;
            draft.raw = null;
        }
        send(draft, Family.METHOD, false, draft.sent());
    }

    private void as(
            Operation operation, @Nullable Person person, Family family, @Nullable String authorization, Random random)
            throws IOException {
        Draft draft = run.drafts().good(operation, person, random);
        draft.authorization = authorization;
        send(draft, family, false, draft.sent());
    }

    private static String badAuthorization(@Nullable Person person, Random random) {
        String token = person == null ? "eyJhIjoxfQ.eyJzdWIiOiIxIn0.c2lnbmF0dXJl" : person.token();
        String[] parts = token.split("\\.");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
        char last = token.charAt(token.length() - 10);
        var bad = List.of(
                "Bearer " + none + "." + parts[1] + ".",
                "Bearer " + parts[0] + "." + parts[1] + ".",
                "Bearer " + token.substring(0, token.length() - 10) + (last == 'A' ? 'B' : 'A')
                        + token.substring(token.length() - 9),
                "Bearer",
                "Bearer null",
                "Bearer a.b.c",
                "Basic MTM4MDAyMzAwMTY6Y3VubHUtZGVtby0yMDI2",
                "Token " + token,
                "Bearer " + "e".repeat(3_000),
                token);
        return bad.get(random.nextInt(bad.size()));
    }

    /** What was deleted must not be there any more. */
    private void afterDelete(Draft deleted) throws IOException {
        Optional<Operation> reading = run.description().operations().stream()
                .filter(each -> each.reads() && each.path().equals(deleted.operation.path()))
                .findFirst();
        if (reading.isPresent()) {
            var again = new Draft(reading.get(), deleted.person);
            again.path.putAll(deleted.path);
            send(again, Family.AFTER_DELETE, false, again.sent());
        }
    }

    /** What is below one thing must not be found below another. */
    private void otherParent(Draft good, Random random) throws IOException {
        List<String> names = good.operation.pathNames();
        String path = good.operation.path();
        if (names.size() < 2 || path.contains("{" + names.get(0) + "}/{") || random.nextBoolean()) {
            return;
        }
        String first = names.getFirst();
        String shape = path.substring(0, path.indexOf("{" + first + "}") - 1);
        Optional<Object> other = run.pool().drawOf(random, shape, shape, first, false, good.person);
        if (other.isPresent() && !other.get().equals(good.path.get(first))) {
            Draft draft = good.copy(good.person);
            draft.path.put(first, other.get());
            send(draft, Family.OTHER_PARENT, false, draft.sent());
        }
    }

    /** What one may see, another of his kind may not. */
    private void otherTenant(Draft good, Person person, Random random) throws IOException {
        Optional<Person> rival = run.people().rival(good.operation, person, random);
        if (rival.isPresent() && random.nextInt(3) == 0) {
            Draft draft = good.copy(rival.get());
            send(draft, Family.OTHER_TENANT, false, draft.sent());
        }
    }

    /** @return null when nothing was answered */
    private @Nullable Heard send(Draft draft, Family family, boolean mustRefuse, Sent sent) throws IOException {
        var tried = new Tried(numbers.getAsLong(), draft.operation, family, draft.person, mustRefuse, sent);
        Heard heard;
        try {
            heard = line.send(sent);
        } catch (IOException e) {
            run.findings().add(tried, Check.ANSWERED, "no whole answer: " + e);
            return null;
        }
        run.tally().add(tried, heard);
        var told = new ArrayList<Check>();
        run.judge().judge(tried, heard, (check, what) -> {
            told.add(check);
            run.findings().add(tried, check, what);
        });
        learn(draft, family, heard);
        return heard;
    }

    private void learn(Draft draft, Family family, Heard heard) throws IOException {
        if (heard.done() && heard.json() && family != Family.METHOD) {
            JsonNode answer = Json.read(heard.body());
            if (answer != null) {
                run.pool()
                        .harvest(draft.operation, draft.concretePath(), answer, !draft.operation.reads(), draft.person);
            }
        }
        if (heard.code().startsWith("second-factor")) {
            run.drafts().guarded(draft.operation);
        }
        boolean well = draft.person != null && ("Bearer " + draft.person.token()).equals(draft.authorization);
        if (heard.status() == UNAUTHORIZED && well && !draft.operation.path().startsWith("/api/auth/sign")) {
            run.people().renew(line, draft.person);
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
