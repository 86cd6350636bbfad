package org.cunlu.kernel.events;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.cunlu.kernel.db.Sql;

/** Events and subscribers of these tests. Effects in the database are rows, so that a second effect is a second row. */
@Factory
@Requires(property = "spec", value = "events")
class Hearers {
    static final String COUNTING = "test.counting";
    static final String INDEXING = "test.indexing";
    static final String FRAGILE = "test.fragile";

    @Serdeable
    record CounterRaised(String counter, int by) implements Event {
        @Override
        public String topic() {
            return "test.counter-raised";
        }

        @Override
        public String subject() {
            return counter;
        }
    }

    @Serdeable
    record GlassDropped(String glass) implements Event {
        @Override
        public String topic() {
            return "test.glass-dropped";
        }

        @Override
        public String subject() {
            return glass;
        }
    }

    @Serdeable
    record LeafFell(String leaf) implements Event {
        @Override
        public String topic() {
            return "test.leaf-fell";
        }

        @Override
        public String subject() {
            return leaf;
        }
    }

    /** An index outside the database, and the mood of whoever is outside. */
    @Singleton
    static class Outside {
        final ConcurrentHashMap<String, AtomicInteger> index = new ConcurrentHashMap<>();
        volatile Runnable beforeIndexing = () -> {};
        volatile Runnable beforeFragile = () -> {};
    }

    record Listening<E extends Event>(
            String name, String topic, Class<E> type, boolean transactional, BiConsumer<E, Heard> effect)
            implements Subscriber<E> {
        @Override
        public void on(E event, Heard heard) {
            effect.accept(event, heard);
        }
    }

    @Singleton
    Subscriber<CounterRaised> counting(Sql sql) {
        return new Listening<>(COUNTING, "test.counter-raised", CounterRaised.class, true, (event, heard) -> {
            sql.change("INSERT INTO tst_effect (subscriber, event_id) VALUES (?, ?)", COUNTING, heard.eventId());
        });
    }

    @Singleton
    Subscriber<CounterRaised> indexing(Outside outside) {
        return new Listening<>(INDEXING, "test.counter-raised", CounterRaised.class, false, (event, heard) -> {
            outside.beforeIndexing.run();
            outside.index
                    .computeIfAbsent(heard.eventId(), id -> new AtomicInteger())
                    .incrementAndGet();
        });
    }

    @Singleton
    Subscriber<GlassDropped> fragile(Sql sql, Outside outside) {
        return new Listening<>(FRAGILE, "test.glass-dropped", GlassDropped.class, true, (event, heard) -> {
            // Written before it fails: must be gone with the failure.
            sql.change("INSERT INTO tst_effect (subscriber, event_id) VALUES (?, ?)", FRAGILE, heard.eventId());
            if (event.glass().equals("poison")) {
                outside.beforeFragile.run();
            }
        });
    }
}
