package org.cunlu.bench.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.Wire;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.search.Questions.Asked;
import org.cunlu.bench.search.Questions.Family;

/** Each on a connection of his own, asking one question after another without a pause. */
final class Searchers implements AutoCloseable {
    private static final byte[] BY_INDEX = "\"source\":\"INDEX\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FOUND = "\"items\":[{".getBytes(StandardCharsets.UTF_8);

    /** What the database answered while the index was away is no figure of a search. */
    static final String FROM_DATABASE = "from-database";

    private final List<Searcher> searchers = new ArrayList<>();

    Searchers(Address address, int clients, List<Asked> questions) {
        for (int i = 0; i < clients; i++) {
            searchers.add(new Searcher(new Wire(address), questions, i * questions.size() / clients));
        }
    }

    /** The same for who is still typing; whoever answers him. */
    static Searchers typing(Address address, int clients, List<String> paths) {
        var asked = paths.stream().map(path -> new Asked(Family.BROWSE, path)).toList();
        var typing = new Searchers(address, clients, asked);
        typing.searchers.forEach(each -> each.typing = true);
        return typing;
    }

    Round round(Duration length) {
        return ClosedLoop.run(searchers, length);
    }

    /** Forgets what families took so far. */
    void counted() {
        searchers.forEach(each -> {
            each.micros.clear();
            each.done = 0;
            each.found = 0;
        });
    }

    /** @return how long questions of each family took since {@link #counted()} */
    Map<Family, Histogram> families() {
        Map<Family, Histogram> families = new EnumMap<>(Family.class);
        searchers.forEach(each -> each.micros.forEach((family, micros) ->
                families.computeIfAbsent(family, _ -> Searcher.histogram()).add(micros)));
        return families;
    }

    /** @return of the answers since {@link #counted()} the share that had something in it */
    double found() {
        long done = searchers.stream().mapToLong(each -> each.done).sum();
        return done == 0 ? 0 : searchers.stream().mapToLong(each -> each.found).sum() / (double) done;
    }

    @Override
    public void close() {
        searchers.forEach(each -> each.wire.close());
    }

    private static final class Searcher implements ClosedLoop.Client {
        private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(2);

        private final Wire wire;
        private final List<Asked> questions;
        private final Map<Family, Histogram> micros = new EnumMap<>(Family.class);
        private int next;
        private boolean typing;
        private long done;
        private long found;

        Searcher(Wire wire, List<Asked> questions, int first) {
            this.wire = wire;
            this.questions = questions;
            this.next = first;
        }

        static Histogram histogram() {
            return new Histogram(MICROS_MAX, 3);
        }

        @Override
        public Turn turn() {
            Asked asked = questions.get(next++ % questions.size());
            long begun = System.nanoTime();
            try {
                Answer answer = wire.send("GET", asked.path(), "", null);
                long nanos = System.nanoTime() - begun;
                if (answer.status() != 200) {
                    return new Turn(answer.code(), 0);
                }
                if (!typing && !has(answer.body(), BY_INDEX)) {
                    return new Turn(FROM_DATABASE, 0);
                }
                done++;
                found += has(answer.body(), FOUND) ? 1 : 0;
                micros.computeIfAbsent(asked.family(), _ -> histogram())
                        .recordValue(Math.min(nanos / 1000, MICROS_MAX));
                return Turn.done(nanos);
            } catch (IOException e) {
                return new Turn(Turn.LOST, 0);
            }
        }

        private static boolean has(byte[] body, byte[] what) {
            for (int i = 0; i + what.length <= body.length; i++) {
                int k = 0;
                while (k < what.length && body[i + k] == what[k]) {
                    k++;
                }
                if (k == what.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
