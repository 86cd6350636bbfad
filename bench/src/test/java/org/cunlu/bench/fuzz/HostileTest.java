package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.cunlu.bench.fuzz.Values.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies by chance, each from its seed, which is told when one is wrong. */
class HostileTest {
    private static final int SEEDS = 400;

    private final Description description = FuzzWords.description();
    private final Operation writing = description.operations().stream()
            .filter(each -> each.method().equals("POST"))
            .findFirst()
            .orElseThrow();
    private final Values values = new Values(description.schemas(), new Pool(), Hints.read());
    private final Hostile hostile = new Hostile(description.schemas());
    private final Conformance conformance = new Conformance(description.schemas());

    @Test
    void whatIsMadeIsAsTheSchemaSays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Draft draft = good(new Random(seed));
            assertThat(breaches(draft)).as("seed %d, %s", seed, draft.body).isEmpty();
        }
    }

    /** Both ways: what is said to be forbidden is, and what is not said to be is not. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "MISSING",
                "NULL",
                "WRONG_TYPE",
                "NOT_TEXT",
                "BOUNDARY",
                "OVERLONG",
                "UNICODE",
                "SQL",
                "SCRIPT",
                "PATH"
            })
    void whatMustBeRefusedIsWhatTheSchemaForbids(Family family) {
        var verdicts = new ArrayList<Boolean>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            Draft draft = good(random);
            Optional<Boolean> mustRefuse = hostile.spoil(family, draft, random);
            if (mustRefuse.isEmpty() || !draft.headers.containsKey("Idempotency-Key")) {
                continue;
            }
            boolean forbidden = !breaches(draft).isEmpty();
            assertThat(mustRefuse)
                    .as("seed %d, %s", seed, Json.write(draft.body))
                    .contains(forbidden);
            verdicts.add(forbidden);
        }
        assertThat(verdicts).contains(true);
    }

    @Test
    void eachFamilyHasAPlaceInABodyOfAllKinds() {
        Set<Family> placed = EnumSet.noneOf(Family.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Family family : Family.SPOILING) {
                var random = new Random(seed);
                if (hostile.spoil(family, good(random), random).isPresent()) {
                    placed.add(family);
                }
            }
        }
        // A parameter of a query is what this operation has none of.
        assertThat(placed).containsAll(without(Family.DUPLICATE_PARAMETER));
    }

    @Test
    void aKeyThatStandsTwiceIsWrittenTwice() {
        var random = new Random(1);
        Draft draft = good(random);
        assertThat(hostile.spoil(Family.DUPLICATE_KEY, draft, random)).contains(true);
        String written = new String(draft.sent().body(), StandardCharsets.UTF_8);
        assertThat(Json.read(draft.sent().body())).isNotNull();
        assertThat(written.split("\"(code|pieces|day|kind|tags)\":", -1).length - 1)
                .isEqualTo(((java.util.Map<?, ?>) draft.body).size() + 1);
    }

    private static List<Family> without(Family family) {
        return Family.SPOILING.stream().filter(each -> each != family).toList();
    }

    private Draft good(Random random) {
        var draft = new Draft(writing, null);
        draft.headers.put("Idempotency-Key", "k");
        draft.contentType = "application/json";
        draft.body = values.make(writing.said().jsonSchema(), "", random, new Asked(null, java.util.Map.of()));
        return draft;
    }

    private List<String> breaches(Draft draft) {
        return conformance.breaches(writing.said().jsonSchema(), Json.node(draft.body));
    }
}
