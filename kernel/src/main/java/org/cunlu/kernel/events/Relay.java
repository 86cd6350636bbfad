package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries committed events from the outbox to the broker: takes a lease on some, publishes them outside any transaction,
 * and notes those that the broker has taken. Killed in between, the lease runs out and they are published once more.
 */
@Singleton
class Relay {
    private static final Moment CLAIMED = Moment.named("relay.claimed");
    private static final Moment CONFIRMED = Moment.named("relay.confirmed");
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 200;
    /** Longer than the publisher waits for confirms. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    static final Duration GATHER = Duration.ofMillis(20);
    static final Duration GATHER_MAX = Duration.ofMillis(100);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(1);
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(1);

    private final OutboxTable outbox;
    private final Publisher publisher;
    private final BrokerLink link;
    private final Subscribers subscribers;
    private final Bell bell;
    private final EventSettings settings;
    private final String claimant;
    private volatile boolean stopping;
    private Thread thread;

    Relay(
            OutboxTable outbox,
            Publisher publisher,
            BrokerLink link,
            Subscribers subscribers,
            Bell bell,
            EventSettings settings,
            Ids ids) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.link = link;
        this.subscribers = subscribers;
        this.bell = bell;
        this.settings = settings;
        this.claimant = ids.next();
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
        }
    }

    void stop() {
        stopping = true;
        bell.ring();
    }

    void awaitEnd(Duration longest) throws InterruptedException {
        if (thread != null) {
            thread.join(longest);
        }
    }

    private void run() {
        Duration gather = GATHER;
        while (!stopping) {
            try {
                if (!link.up() || round() < BATCH) {
                    gather = next(gather, bell.await(settings.poll()));
                    Thread.sleep(gather);
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                if (!stopping) {
                    LOG.warn("relay pauses: {}", e.toString());
                    LOG.debug("relay pauses", e);
                    pause();
                }
            }
        }
    }

    /**
     * Who commits under load is followed by others at once, and a round costs as much for one as for many, here and with
     * whoever hears of them: so it waits a little longer each time that it finds new ones already there.
     */
    static Duration next(Duration gather, boolean already) {
        if (!already) {
            return GATHER;
        }
        Duration longer = gather.multipliedBy(2);
        return longer.compareTo(GATHER_MAX) < 0 ? longer : GATHER_MAX;
    }

    /** @return how many events the broker has taken */
    private int round() throws IOException, InterruptedException {
        List<Told> events = outbox.claim(claimant, BATCH, LEASE);
        if (events.isEmpty()) {
            return 0;
        }
        CLAIMED.reached();
        BitSet taken;
        try {
            taken = publisher.publish(events.stream().map(this::parcel).toList());
        } catch (IOException e) {
            outbox.release(events.stream().map(Told::eventId).toList(), claimant, Duration.ZERO);
            throw e;
        }
        var published = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (int i = 0; i < events.size(); i++) {
            (taken.get(i) ? published : refused).add(events.get(i).eventId());
        }
        CONFIRMED.reached();
        outbox.published(published, settings.republishAfter());
        if (!refused.isEmpty()) {
            LOG.warn(
                    "{} events were not taken by the broker, tried again: first {}",
                    refused.size(),
                    refused.getFirst());
            outbox.release(refused, claimant, REFUSED_PAUSE);
            if (link.up()) {
                // Most likely their queue is gone.
                link.redeclare();
            }
        }
        return published.size();
    }

    /** Nobody has to take what nobody here wants; the broker's confirm is enough then. */
    private Publisher.Parcel parcel(Told event) {
        return new Publisher.Parcel(
                event, null, !subscribers.wanting(event.topic(), event.kind()).isEmpty());
    }

    private void pause() {
        try {
            Thread.sleep(TROUBLE_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
