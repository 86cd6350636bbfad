package org.cunlu.kernel.events;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Set;
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
    static final String EVERY_STEP = "test.every-step";
    static final String HOMECOMING = "test.homecoming";

    enum Way {
        OUT,
        HOME,
        NOWHERE
    }

    @Serdeable
    record StepTaken(String walker, Way way) implements Event {
        @Override
        public String topic() {
            return "test.step-taken";
        }

        @Override
        public String kind() {
            return way.name();
        }

        @Override
        public String subject() {
            return walker;
        }
    }

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
            String name,
            String topic,
            Set<String> kinds,
            Class<E> type,
            boolean transactional,
            BiConsumer<E, Heard> effect)
            implements Subscriber<E> {
        Listening(String name, String topic, Class<E> type, boolean transactional, BiConsumer<E, Heard> effect) {
            this(name, topic, Set.of(), type, transactional, effect);
        }

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

    @Singleton
    Subscriber<StepTaken> everyStep(Sql sql) {
        return stepping(sql, EVERY_STEP, Set.of(Way.OUT.name(), Way.HOME.name()));
    }

    @Singleton
    Subscriber<StepTaken> homecoming(Sql sql) {
        return stepping(sql, HOMECOMING, Set.of(Way.HOME.name()));
    }

    private static Subscriber<StepTaken> stepping(Sql sql, String name, Set<String> kinds) {
        return new Listening<>(name, "test.step-taken", kinds, StepTaken.class, true, (event, heard) -> {
            sql.change("INSERT INTO tst_effect (subscriber, event_id) VALUES (?, ?)", name, heard.eventId());
        });
    }
}
