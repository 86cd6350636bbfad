package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.JsonpSerializable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.search.offers.FakeElastic.Answer;
import org.junit.jupiter.api.Test;

/** The answer to each document is read, and what goes wrong with one is no matter of the others. */
class BulkAnswersTest {
    private final List<String> taken = new ArrayList<>();
    private final List<Refusals.Refused> refused = new ArrayList<>();

    private final Refusals refusals = new Refusals(null, null) {
        @Override
        void settle(Collection<String> ids, List<Refused> others) {
            taken.addAll(ids);
            refused.addAll(others);
        }
    };

    @Test
    void whatThereIsNoRoomForIsSentAgainAloneAndWhatIsRefusedIsSetAside() throws IOException {
        try (var elastic = new FakeElastic(
                Answer.items("a:201", "b:429", "c:400", "d:429"),
                Answer.items("b:429", "d:409"),
                Answer.items("b:200"),
                Answer.items("c:200"))) {
            write(elastic, document("a"), document("b"), document("c"), document("d"));
            assertThat(elastic.asked).hasSize(4);
            assertThat(elastic.asked.get(1)).contains("\"b\"", "\"d\"").doesNotContain("\"a\"", "\"c\"");
            assertThat(elastic.asked.get(2)).contains("\"b\"").doesNotContain("\"d\"");
            assertThat(elastic.asked.get(3))
                    .as("an older document of the refused offer")
                    .contains("delete", "\"c\"", "" + IndexedVersion.of(7, 3));
        }
        assertThat(taken).as("of d the index knows better").containsExactly("a", "b");
        assertThat(refused).containsExactly(new Refusals.Refused("c", 7, "bad: of c"));
    }

    @Test
    void aServerWithTooMuchToDoIsAskedAgainAFewTimesAndNotForEver() throws IOException {
        try (var elastic = new FakeElastic(Answer.error(429, "too_much"), Answer.items("a:201"))) {
            write(elastic, document("a"));
        }
        assertThat(taken).containsExactly("a");
        try (var elastic = new FakeElastic(Answer.error(429, "too_much"))) {
            assertThatThrownBy(() -> write(elastic, document("a"))).isInstanceOf(IndexAway.class);
            assertThat(elastic.asked).hasSize(6);
        }
        try (var elastic = new FakeElastic(Answer.items("a:201", "b:429"), Answer.items("b:429"))) {
            assertThatThrownBy(() -> write(elastic, document("a"), document("b")))
                    .isInstanceOf(IndexAway.class);
        }
        assertThat(taken).as("is known though another was not taken").containsExactly("a", "a");
        assertThat(refused).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeWrittenOutKeepsNoOtherFromBeingSent() throws IOException {
        JsonpSerializable broken = (json, mapper) -> {
            throw new IllegalStateException("no words for it");
        };
        try (var elastic = new FakeElastic(Answer.items("b:201"), Answer.items("a:404"))) {
            write(elastic, document("a", broken), document("b"));
        }
        assertThat(taken).containsExactly("b");
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().reason()).contains("no words for it");
    }

    @Test
    void aServerInTroubleIsAwayAndRefusesNothing() throws IOException {
        try (var elastic = new FakeElastic(Answer.items("a:201", "b:503"))) {
            assertThatThrownBy(() -> write(elastic, document("a"), document("b")))
                    .isInstanceOf(IndexAway.class);
        }
        assertThat(taken).containsExactly("a");
        assertThat(refused).isEmpty();
    }

    private void write(FakeElastic server, BulkOperation... operations) throws IOException {
        var elastic = new Elastic(new EsSettings(
                server.url(),
                "test",
                Duration.ofMillis(250),
                0,
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30)));
        try {
            new Bulk(elastic, refusals).write("i", true, Stream.of(operations).toList());
        } finally {
            elastic.close();
        }
    }

    private static BulkOperation document(String id) {
        return document(
                id, (json, mapper) -> json.writeStartObject().write("name", "n").writeEnd());
    }

    private static BulkOperation document(String id, JsonpSerializable document) {
        return BulkOperation.of(operation -> operation.index(index -> index.id(id)
                .versionType(VersionType.External)
                .version(IndexedVersion.of(7, 3))
                .document(document)));
    }
}
