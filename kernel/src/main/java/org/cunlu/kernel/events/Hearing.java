package org.cunlu.kernel.events;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives one event to one subscriber so that its effect happens once, and keeps count when it goes wrong. */
@Singleton
class Hearing {
    private static final Moment DONE = Moment.named("hearing.done");
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    private static final int ERROR_LENGTH_MAX = 200;
    private static final int CAUSES_SHOWN = 4;

    private final InboxTable inbox;
    private final Transactions transactions;
    private final EventSettings settings;
    private final JsonMapper mapper;

    Hearing(InboxTable inbox, Transactions transactions, EventSettings settings, ObjectMapper mapper) {
        this.inbox = inbox;
        this.transactions = transactions;
        this.settings = settings;
        this.mapper = mapper.cloneWithConfiguration(null, null, new Lenient());
    }

    /** What will never be understood here, however often it comes. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Several in one transaction: a commit costs as much for one as for many. Where one of them has trouble, or was heard
     * before, nothing of it stays and each is heard on its own.
     * @throws RuntimeException as {@link #hear}
     */
    <E extends Event> void hearAll(Subscriber<E> subscriber, List<Told> told) {
        if (told.size() == 1 || !together(subscriber, told)) {
            told.forEach(each -> hear(subscriber, each));
        }
    }

    private <E extends Event> boolean together(Subscriber<E> subscriber, List<Told> told) {
        var news = new ArrayList<Subscriber.News<E>>();
        try {
            for (Told each : told) {
                news.add(new Subscriber.News<>(read(subscriber, each), heard(each, 1)));
            }
            return subscriber.transactional() ? inOne(subscriber, told, news) : outside(subscriber, told, news);
        } catch (Unreadable | RuntimeException | LinkageError | StackOverflowError e) {
            LOG.debug("{} events are heard one by one by {}", told.size(), subscriber.name(), e);
            return false;
        }
    }

    private <E extends Event> boolean inOne(Subscriber<E> subscriber, List<Told> told, List<Subscriber.News<E>> news) {
        transactions.run(() -> {
            inbox.allDone(told, subscriber.name());
            subscriber.onAll(news);
            DONE.reached();
        });
        return true;
    }

    /** Effects outside the database are repeatable: those that had them come again when the inbox cannot be written. */
    private <E extends Event> boolean outside(
            Subscriber<E> subscriber, List<Told> told, List<Subscriber.News<E>> news) {
        List<String> ids = told.stream().map(Told::eventId).toList();
        if (inbox.of(ids).stream().anyMatch(entry -> entry.subscriber().equals(subscriber.name()))) {
            return false;
        }
        try {
            subscriber.onAll(news);
        } catch (TryLater e) {
            // What is away for one is away for all: asking for each would only take long.
            told.forEach(each -> putOff(subscriber, each, e));
            return true;
        }
        transactions.run(() -> inbox.allDone(told, subscriber.name()));
        return true;
    }

    private void putOff(Subscriber<?> subscriber, Told told, TryLater why) {
        LOG.debug("event {} is put off by {}", told.eventId(), subscriber.name(), why);
        inbox.failed(
                told.eventId(),
                subscriber.name(),
                told.topic(),
                shortly(why),
                0,
                settings.attemptsMax(),
                settings.putOff());
    }

    /**
     * When this returns, the inbox tells what became of it and the message is no longer needed.
     * @throws RuntimeException when not even that could be written, because the database is away; then it is heard again
     */
    <E extends Event> void hear(Subscriber<E> subscriber, Told told) {
        try {
            effect(subscriber, told, read(subscriber, told));
        } catch (Unreadable e) {
            LOG.error("event {} is dead for {}: {}", told.eventId(), subscriber.name(), e.getMessage());
            inbox.failed(told.eventId(), subscriber.name(), told.topic(), e.getMessage(), 1, 1, Duration.ZERO);
        } catch (TryLater e) {
            putOff(subscriber, told, e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (SqlFailure.in(e).filter(SqlFailure::serverAway).isPresent()) {
                throw e;
            }
            failed(subscriber, told, e);
        }
    }

    private <E extends Event> void effect(Subscriber<E> subscriber, Told told, E event) {
        if (subscriber.transactional()) {
            transactions.run(() -> {
                OptionalInt attempt = inbox.done(told.eventId(), subscriber.name(), told.topic());
                attempt.ifPresent(number -> subscriber.on(event, heard(told, number)));
                DONE.reached();
            });
            return;
        }
        var known = inbox.find(told.eventId(), subscriber.name());
        if (known.filter(entry -> entry.state() != InboxTable.State.FAILED).isPresent()) {
            return;
        }
        subscriber.on(event, heard(told, known.map(InboxTable.Entry::attempts).orElse(0) + 1));
        transactions.run(() -> {
            inbox.done(told.eventId(), subscriber.name(), told.topic());
        });
    }

    private void failed(Subscriber<?> subscriber, Told told, Throwable thrown) {
        LOG.warn("event {} failed in {}", told.eventId(), subscriber.name(), thrown);
        int before = inbox.find(told.eventId(), subscriber.name())
                .map(InboxTable.Entry::attempts)
                .orElse(0);
        inbox.failed(
                told.eventId(),
                subscriber.name(),
                told.topic(),
                shortly(thrown),
                1,
                settings.attemptsMax(),
                settings.pauseAfter(before + 1));
    }

    private <E extends Event> E read(Subscriber<E> subscriber, Told told) throws Unreadable {
        E event;
        try {
            event = mapper.readValue(told.payload().getBytes(StandardCharsets.UTF_8), Argument.of(subscriber.type()));
        } catch (IOException | RuntimeException e) {
            LOG.debug("event {} cannot be read", told.eventId(), e);
            throw new Unreadable("cannot be read as " + subscriber.type().getSimpleName());
        }
        if (event == null) {
            throw new Unreadable("is null");
        }
        if (told.version() > event.version()) {
            throw new Unreadable("has version " + told.version() + ", known is " + event.version());
        }
        return event;
    }

    private static Heard heard(Told told, int attempt) {
        return new Heard(told.eventId(), told.occurredAt(), attempt);
    }

    /** Kinds and codes only: a message may hold data. */
    static String shortly(Throwable thrown) {
        var text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_SHOWN; depth++) {
            text.append(depth == 0 ? "" : " < ").append(cause.getClass().getSimpleName());
            switch (cause) {
                case ProblemException problem -> text.append(' ').append(problem.code());
                case SqlFailure failure -> text.append(' ').append(failure.number());
                case TryLater later -> text.append(' ').append(later.getMessage());
                default -> {
                    // Its kind says enough.
                }
            }
            cause = cause.getCause();
        }
        return text.substring(0, Math.min(text.length(), ERROR_LENGTH_MAX));
    }

    /** A newer teller may have added a property, which an older reader passes over. */
    private static final class Lenient implements DeserializationConfiguration {
        private static final int ARRAY_SIZE_THRESHOLD = 100;

        @Override
        public boolean isIgnoreUnknown() {
            return true;
        }

        @Override
        public int getArraySizeThreshold() {
            return ARRAY_SIZE_THRESHOLD;
        }

        @Override
        public boolean isStrictNullable() {
            return false;
        }

        @Override
        public boolean isFailOnNullForPrimitives() {
            return true;
        }
    }
}
