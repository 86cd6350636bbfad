package org.cunlu.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.kernel.events.Hearers.CounterRaised;
import org.cunlu.kernel.events.Hearers.GlassDropped;
import org.cunlu.kernel.events.Hearers.LeafFell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waits until the queue is empty and stays so. */
@Tag("servers")
class EventDeliveryTest extends Delivering {
    @Test
    void everySubscriberHasEachEffectOnceAndTheEventIsSettled() {
        var app = room.instance();
        for (int i = 0; i < 60; i++) {
            room.tell(app, counters(5));
        }
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(300);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
        assertThat(outside(app).index).hasSize(300);
    }

    @Test
    void whatWaitsInAQueueIsHeardTogether() {
        var silent = room.instance("cunlu.consumers.enabled", "false");
        room.tell(silent, counters(120));
        room.awaitCount(120, "SELECT COUNT(*) AS n FROM ker_outbox WHERE published_at IS NOT NULL");
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(120);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
        // One statement writes the rows of all that were heard together, with one time.
        assertThat(room.count("SELECT COUNT(DISTINCT done_at) AS n FROM ker_inbox WHERE subscriber = '"
                        + Hearers.COUNTING + "'"))
                .isLessThanOrEqualTo(20);
    }

    @Test
    void whatIsRolledBackIsNeverTold() {
        var app = room.instance();
        assertThatThrownBy(() -> room.run(app, sql -> {
                    app.getApplicationContext().getBean(Outbox.class).append(new CounterRaised("a", 1));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        room.tell(app, counters(1));
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(1);
        assertThatThrownBy(
                        () -> app.getApplicationContext().getBean(Outbox.class).append(new CounterRaised("a", 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEventThatNobodyWantsIsSettled() {
        var app = room.instance();
        room.tell(app, new LeafFell("maple"));
        room.awaitSettled();
    }

    @Test
    void twoInstancesShareTheWorkAndNoEffectHappensTwice() {
        var one = room.instance();
        var two = room.instance();
        for (int i = 0; i < 100; i++) {
            room.tell(i % 2 == 0 ? one : two, counters(10));
        }
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(1000);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
        assertThat(outside(one).index.size() + outside(two).index.size()).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void aMessageThatComesFiveTimesHasOneEffect() throws Exception {
        var app = room.instance();
        room.tell(app, counters(20));
        room.awaitSettled();
        List<Told> told = room.sql()
                .list(
                        "SELECT event_id FROM ker_outbox",
                        row -> app.getApplicationContext()
                                .getBean(OutboxTable.class)
                                .find(row.string("event_id"))
                                .orElseThrow());
        try (var channel = broker()) {
            for (int copy = 0; copy < 5; copy++) {
                for (Told event : told) {
                    channel.basicPublish(
                            topology(app).exchange(),
                            event.topic(),
                            Message.properties(event, "0"),
                            Message.body(event));
                }
            }
        }
        drained(app, Hearers.COUNTING);
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(20);
        assertThat(outside(app).index.values()).allMatch(times -> times.get() == 1);
    }

    @Test
    void poisonBecomesADeadLetterWhileOthersPassAndReplayGivesItsEffect() {
        var app = room.instance();
        outside(app).beforeFragile = () -> {
            throw new IllegalStateException("phone 13800000000");
        };
        room.tell(app, new GlassDropped(POISON), new GlassDropped("one"), new GlassDropped("two"));
        room.awaitCount(1, "SELECT COUNT(*) AS n FROM ker_inbox WHERE state = 'DEAD' AND attempts = 3");
        assertThat(room.effects(Hearers.FRAGILE))
                .as("the others, and nothing of the poison")
                .isEqualTo(2);
        var letter = inbox(app).dead("", "", 10).getFirst();
        assertThat(letter.subscriber()).isEqualTo(Hearers.FRAGILE);
        assertThat(letter.lastError()).isEqualTo("IllegalStateException");

        outside(app).beforeFragile = () -> {};
        room.run(
                app,
                sql -> assertThat(inbox(app).revive(letter.eventId(), letter.subscriber()))
                        .isTrue());
        room.awaitSettled();
        assertThat(room.effects(Hearers.FRAGILE)).isEqualTo(3);
        assertThat(room.repeated(Hearers.FRAGILE)).isZero();
    }

    @Test
    void aFailureThatPassesIsTriedAgain() {
        var app = room.instance();
        var failures = new AtomicInteger(2);
        outside(app).beforeFragile = () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("for now");
            }
        };
        room.tell(app, new GlassDropped(POISON));
        room.awaitSettled();
        assertThat(room.effects(Hearers.FRAGILE)).isEqualTo(1);
        assertThat(room.count("SELECT attempts AS n FROM ker_inbox")).isEqualTo(3);
    }

    @Test
    void whoTriesLaterIsNeverDead() {
        var app = room.instance();
        outside(app).beforeIndexing = () -> {
            throw new TryLater("index is away", null);
        };
        room.tell(app, counters(1));
        room.awaitCount(
                1,
                "SELECT COUNT(*) AS n FROM ker_inbox WHERE subscriber = 'test.indexing' AND state = 'FAILED'"
                        + " AND attempts = 0 AND next_at > TIMESTAMPADD(SECOND, 2, first_seen)");
        outside(app).beforeIndexing = () -> {};
        room.awaitSettled();
        assertThat(outside(app).index).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsDeadAtOnceAndWhatIsNotOursIsSetAside() throws Exception {
        var app = room.instance();
        await().until(app.getApplicationContext().getBean(BrokerLink.class)::up);
        try (var channel = broker()) {
            var topology = topology(app);
            var now = Instant.now();
            for (Told bad : List.of(
                    new Told("0AAAAAAAAAAA1", "test.counter-raised", null, "a", "1", 1, "{", now),
                    new Told("0AAAAAAAAAAA2", "test.counter-raised", null, "a", "1", 1, "null", now),
                    new Told("0AAAAAAAAAAA3", "test.counter-raised", null, "a", "1", 1, "{\"by\":\"x\"}", now),
                    new Told(
                            "0AAAAAAAAAAA4",
                            "test.counter-raised",
                            null,
                            "a",
                            "1",
                            2,
                            "{\"counter\":\"a\",\"by\":1}",
                            now))) {
                channel.basicPublish(
                        "", topology.queue(Hearers.COUNTING), Message.properties(bad, "0"), Message.body(bad));
            }
            var newer = new Told(
                    "0AAAAAAAAAAA5",
                    "test.counter-raised",
                    null,
                    "a",
                    "1",
                    1,
                    "{\"counter\":\"a\",\"by\":1,\"new\":2}",
                    now);
            channel.basicPublish(
                    "", topology.queue(Hearers.COUNTING), Message.properties(newer, "0"), Message.body(newer));
            channel.basicPublish("", topology.queue(Hearers.COUNTING), new BasicProperties(), new byte[] {1, 2, 3});
        }
        room.tell(app, counters(1));
        room.awaitSettled();
        assertThat(room.count("SELECT COUNT(*) AS n FROM ker_inbox WHERE state = 'DEAD' AND attempts = 1"))
                .isEqualTo(4);
        assertThat(room.effects(Hearers.COUNTING))
                .as("the one that was told, and the newer one")
                .isEqualTo(2);
    }

    @Test
    void aQueueThatIsGoneIsMadeAnewAndItsEventsArrive() throws Exception {
        var app = room.instance("cunlu.consumers.enabled", "false");
        room.tell(app, counters(10));
        room.awaitCount(10, "SELECT COUNT(*) AS n FROM ker_outbox WHERE published_at IS NOT NULL");
        try (var channel = broker()) {
            channel.queueDelete(topology(app).queue(Hearers.COUNTING));
            channel.queueDelete(topology(app).queue(Hearers.INDEXING));
        }
        room.tell(app, counters(10));
        room.instance();
        room.awaitSettled();
        assertThat(room.effects(Hearers.COUNTING)).isEqualTo(20);
        assertThat(room.repeated(Hearers.COUNTING)).isZero();
    }

    @Test
    void whatNobodyTakesDoesNotCountAsPublishedAlthoughTheBrokerConfirmsIt() throws Exception {
        var app = room.instance("cunlu.schedulers.enabled", "false", "cunlu.consumers.enabled", "false");
        var link = app.getApplicationContext().getBean(BrokerLink.class);
        link.start();
        await().until(link::up);
        var event = new Told("0AAAAAAAAAAA1", "test.nobody", null, "a", "1", 1, "{}", Instant.now());
        var taken = app.getApplicationContext()
                .getBean(Publisher.class)
                .publish(List.of(
                        new Publisher.Parcel(event, null, true),
                        new Publisher.Parcel(event, "no-such-queue", true),
                        new Publisher.Parcel(event, null, false),
                        new Publisher.Parcel(event, topology(app).queue(Hearers.COUNTING), true)));
        assertThat(taken.stream().toArray()).containsExactly(2, 3);
    }
}
