package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.elasticsearch.core.bulk.OperationType;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.SimpleJsonpMapper;
import co.elastic.clients.util.BinaryData;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.search.offers.Refusals.Refused;

/**
 * Writes many documents at once and reads the answer to each: what the index has no room for now is sent again after a pause, what
 * it refuses is set aside, and neither keeps the others from being written.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Bulk {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int TIMES_MAX = 6;
    /** Doubled each time, and half as much again by chance, so that instances do not come back all at once. */
    private static final long FIRST_PAUSE_MILLIS = 50;

    private static final JsonpMapper MAPPER = new SimpleJsonpMapper();

    private final Elastic elastic;
    private final Refusals refusals;

    Bulk(Elastic elastic, Refusals refusals) {
        this.elastic = elastic;
        this.refusals = refusals;
    }

    /** @throws IndexAway when it takes nothing now; what it took or refused until then is known */
    void write(String index, boolean requireAlias, List<BulkOperation> operations) {
        var sorted = new Sorted();
        try {
            sorted.left = ready(operations, sorted);
            for (int time = 1; !sorted.left.isEmpty(); time++) {
                send(index, requireAlias, sorted, time == TIMES_MAX);
                if (!sorted.left.isEmpty()) {
                    pause(time);
                }
            }
            if (!sorted.outdated.isEmpty()) {
                send(index, requireAlias, new Sorted(sorted.outdated), true);
            }
        } finally {
            refusals.settle(sorted.taken, sorted.refused);
        }
    }

    /** What became of each operation so far. */
    private static final class Sorted {
        private final List<String> taken = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        /** An older document of a refused offer would say what is true no more. */
        private final List<BulkOperation> outdated = new ArrayList<>();

        private List<BulkOperation> left;

        Sorted() {
            this(List.of());
        }

        Sorted(List<BulkOperation> left) {
            this.left = left;
        }

        /** Refused is the offer in its version, whatever stands of it and is sold; taken away is any document that is not newer. */
        void refuse(String offerId, BulkOperation operation, String reason) {
            long version = version(operation);
            refused.add(new Refused(offerId, IndexedVersion.offer(version), reason));
            outdated.add(OfferIndex.deleteDocument(offerId, version));
        }
    }

    private void send(String index, boolean requireAlias, Sorted sorted, boolean last) {
        List<BulkOperation> sent = sorted.left;
        BulkResponse answer;
        try {
            answer = elastic.patiently(client -> client.bulk(
                    bulk -> bulk.index(index).requireAlias(requireAlias).operations(sent)));
        } catch (IndexAway e) {
            if (e.tooMuchAtOnce() && !last) {
                return;
            }
            throw e;
        }
        var again = new ArrayList<BulkOperation>();
        IndexAway away = null;
        for (int i = 0; i < sent.size(); i++) {
            BulkResponseItem item = answer.items().get(i);
            switch (judged(item)) {
                case TAKEN -> sorted.taken.add(item.id());
                case NOT_NEEDED -> {}
                case BUSY -> again.add(sent.get(i));
                case AWAY ->
                    away = new IndexAway(
                            "elasticsearch cannot take documents: "
                                    + item.error().type(),
                            null);
                case REFUSED ->
                    sorted.refuse(
                            item.id(),
                            sent.get(i),
                            item.error().type() + ": " + item.error().reason());
            }
        }
        sorted.left = again;
        if (away == null && last && !again.isEmpty()) {
            away = new IndexAway("elasticsearch has no room for documents", null);
        }
        if (away != null) {
            throw away;
        }
    }

    private enum Judged {
        TAKEN,
        NOT_NEEDED,
        BUSY,
        AWAY,
        REFUSED
    }

    /** A conflict says that the index knows better already; absent is what a deletion wants. */
    private static Judged judged(BulkResponseItem item) {
        if (item.error() == null) {
            return Judged.TAKEN;
        }
        if (item.status() == CONFLICT) {
            return Judged.NOT_NEEDED;
        }
        if (item.status() == IndexAway.TOO_MANY) {
            return Judged.BUSY;
        }
        if (item.status() >= SERVER_ERROR
                || "index_not_found_exception".equals(item.error().type())) {
            return Judged.AWAY;
        }
        boolean gone = item.status() == NOT_FOUND && item.operationType() == OperationType.Delete;
        return gone ? Judged.NOT_NEEDED : Judged.REFUSED;
    }

    /** Written out one by one: a document that cannot even be written keeps no other from being sent. */
    private static List<BulkOperation> ready(List<BulkOperation> operations, Sorted sorted) {
        var ready = new ArrayList<BulkOperation>();
        for (BulkOperation operation : operations) {
            try {
                ready.add(operation.isIndex() ? written(operation) : operation);
            } catch (RuntimeException e) {
                sorted.refuse(operation.index().id(), operation, "not written: " + e);
            }
        }
        return ready;
    }

    private static BulkOperation written(BulkOperation operation) {
        var index = operation.index();
        var bytes = new ByteArrayOutputStream();
        try (var json = MAPPER.jsonProvider().createGenerator(bytes)) {
            MAPPER.serialize(index.document(), json);
        }
        return BulkOperation.of(same -> same.index(document -> document.id(index.id())
                .versionType(index.versionType())
                .version(index.version())
                .document(BinaryData.of(bytes.toByteArray(), "application/json"))));
    }

    /** @return of the document ({@link IndexedVersion}) */
    private static long version(BulkOperation operation) {
        Long version = operation.isIndex()
                ? operation.index().version()
                : operation.delete().version();
        return version == null ? 0 : version;
    }

    private static void pause(int time) {
        long most = FIRST_PAUSE_MILLIS << time;
        try {
            Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexAway("interrupted", e);
        }
    }
}
