package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Pool pool = new Pool();
    private final Random random = new Random(1);

    @Test
    void whatAListNamedIsAskedForBelowIt() {
        pool.harvest(
                FuzzWords.operation("GET /api/things"),
                "/api/things",
                FuzzWords.json("{\"items\":[{\"id\":\"7\",\"code\":\"A\",\"version\":3}],\"next\":\"n1\"}"),
                false,
                null);

        assertThat(pool.drawOf(random, "/api/things", "/api/things", "code", false, null))
                .contains("A");
        assertThat(pool.drawOf(random, "/api/things", "/api/things", "thingId", false, null))
                .contains("7");
        assertThat(pool.draw(random, "thingCode", false)).contains("A");
        assertThat(pool.facts("A")).containsEntry("version", 3);
        assertThat(pool.draw(random, "/api/things#next", false)).contains("n1");
    }

    @Test
    void onlyWhatTheRunMadeIsDrawnWhereNothingElseWillDo() {
        Operation reading = FuzzWords.operation("GET /api/things");
        pool.harvest(reading, "/api/things", FuzzWords.json("{\"items\":[{\"id\":\"theirs\"}]}"), false, null);
        assertThat(pool.drawOf(random, "/api/things", "/api/things", "id", true, null))
                .isEmpty();

        Operation writing = FuzzWords.operation("POST /api/things");
        pool.harvest(writing, "/api/things", FuzzWords.json("{\"id\":\"ours\"}"), true, null);
        assertThat(pool.drawOf(random, "/api/things", "/api/things", "id", true, null))
                .contains("ours");
    }

    @Test
    void aFolderNamesOneOfIt() {
        assertThat(Pool.singular("order-groups")).isEqualTo("orderGroup");
        assertThat(Pool.singular("categories")).isEqualTo("category");
        assertThat(Pool.singular("batches")).isEqualTo("batch");
    }
}
