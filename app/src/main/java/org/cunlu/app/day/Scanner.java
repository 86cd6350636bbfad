package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Unplayable;

/** Scanners of the day: each keeps what it scanned, with its time, and sends it in one batch. */
final class Scanner {
    /** The API takes 500 at once. */
    private static final int BATCH = 400;

    private final Api api;
    private final Crew crew;
    private final DayClock clock;
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Scanner(Api api, Crew crew, DayClock clock) {
        this.api = api;
        this.crew = crew;
        this.clock = clock;
    }

    /** What became of a scan. @param code why it was refused, or null */
    record Answer(String code, String state) {
        boolean applied() {
            return code == null;
        }
    }

    /** Scans of one node, in the order in which they were made. */
    final class Batch {
        private final String node;
        private final List<Map<String, Object>> rows = new ArrayList<>();
        private final List<Boolean> mayBeRefused = new ArrayList<>();

        private Batch(String node) {
            this.node = node;
        }

        Batch parcel(String kind, String barcode, Instant at, Map<String, Object> more) {
            return add(kind, at, false, with(more, "parcel", barcode));
        }

        Batch bag(String kind, String sscc, Instant at, Map<String, Object> more) {
            return add(kind, at, false, with(more, "bag", sscc));
        }

        Batch trip(String kind, String trip, Instant at) {
            return add(kind, at, false, Map.of("trip", trip));
        }

        /** A scan that somebody gets wrong, to be refused. */
        Batch mistake(String kind, Instant at, Map<String, Object> fields) {
            return add(kind, at, true, fields);
        }

        private static Map<String, Object> with(Map<String, Object> more, String name, String value) {
            var fields = new HashMap<>(more);
            fields.put(name, value);
            return fields;
        }

        private Batch add(String kind, Instant at, boolean wrong, Map<String, Object> fields) {
            var row = new HashMap<>(fields);
            row.put("scanId", UUID.randomUUID().toString());
            row.put("scanner", "demo-" + node);
            row.put("kind", kind);
            row.put("node", node);
            row.put("deviceTime", at);
            rows.add(row);
            mayBeRefused.add(wrong);
            return this;
        }

        /** @return parcels or bags of which the last scan of this kind was refused */
        Set<String> refused(String kind, String field, List<Answer> answers) {
            var refused = new TreeSet<String>();
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).get("kind").equals(kind)) {
                    continue;
                }
                String thing = (String) rows.get(i).get(field);
                if (answers.get(i).applied()) {
                    refused.remove(thing);
                } else {
                    refused.add(thing);
                }
            }
            return refused;
        }

        boolean isEmpty() {
            return rows.isEmpty();
        }

        List<Answer> send() {
            return send(Duration.ZERO);
        }

        /** @param clockWrong by how much the scanner's clock is ahead */
        List<Answer> send(Duration clockWrong) {
            var answers = new ArrayList<Answer>();
            for (int from = 0; from < rows.size(); from += BATCH) {
                int to = Math.min(rows.size(), from + BATCH);
                answers.addAll(post(rows.subList(from, to), clockWrong));
            }
            for (int i = 0; i < answers.size(); i++) {
                if (!answers.get(i).applied() && !mayBeRefused.get(i)) {
                    throw new Unplayable("a scan was refused: " + answers.get(i).code() + " " + rows.get(i));
                }
            }
            return answers;
        }

        private List<Answer> post(List<Map<String, Object>> some, Duration wrong) {
            Instant now = clock.now();
            some.forEach(row -> {
                Instant at = (Instant) row.get("deviceTime");
                // Nobody scans ahead of time; what is done a moment from now is done now.
                row.put("deviceTime", (at.isAfter(now) ? now : at).plus(wrong).toString());
            });
            var body = Map.of("scans", some, "sentAt", now.plus(wrong).toString());
            var answers = new ArrayList<Answer>();
            JsonNode told = api.post(crew.at(node), "/api/station/scans", body);
            told.get("results").values().forEach(result -> {
                // One that was sent twice has the code of its first answer.
                answers.add(new Answer(County.text(result, "code"), County.text(result, "state")));
            });
            sent.add(some.size());
            refused.add(answers.stream().filter(answer -> !answer.applied()).count());
            return answers;
        }
    }

    Batch at(String node) {
        return new Batch(node);
    }

    /** @return SSCC of a bag that was opened */
    String bag(String node, String next) {
        var body = Map.of("requestId", UUID.randomUUID().toString(), "node", node, "nextNode", next);
        return County.text(api.post(crew.at(node), "/api/station/bags", body), "sscc");
    }

    long sent() {
        return sent.sum();
    }

    long refused() {
        return refused.sum();
    }
}
