package org.cunlu.kernel.events;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the circle from outbox to inboxes: an event is settled when every subscriber has had its effect; where one is
 * missing after a while, or a failure is due again, the event is sent once more, to that subscriber alone.
 */
@Singleton
class Settling {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int BATCH = 1000;
    private static final int AGAIN_BATCH = 200;
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(2);
    /** A queue this long is slow, not lost: sending again would only make it longer. */
    private static final long BACKLOG = 1000;

    private final OutboxTable outbox;
    private final InboxTable inbox;
    private final Subscribers subscribers;
    private final Publisher publisher;
    private final Topology topology;
    private final BrokerLink link;
    private final EventSettings settings;
    private final EventGauges gauges;
    private final Semaphore rung = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread;

    Settling(
            OutboxTable outbox,
            InboxTable inbox,
            Subscribers subscribers,
            Publisher publisher,
            Topology topology,
            BrokerLink link,
            EventSettings settings,
            EventGauges gauges) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.subscribers = subscribers;
        this.publisher = publisher;
        this.topology = topology;
        this.link = link;
        this.settings = settings;
        this.gauges = gauges;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("outbox-settling").start(this::run);
        }
    }

    void stop() {
        stopping = true;
        rung.release();
    }

    void awaitEnd(Duration longest) throws InterruptedException {
        if (thread != null) {
            thread.join(longest);
        }
    }

    private void run() {
        while (!stopping) {
            try {
                settle();
                sendFailedAgain();
                gauges.refresh();
                pause(EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                if (!stopping) {
                    LOG.warn("settling pauses: {}", Hearing.shortly(e));
                    LOG.debug("settling pauses", e);
                    pauseQuietly();
                }
            }
        }
    }

    private void settle() throws IOException, InterruptedException {
        List<OutboxTable.Unsettled> events = outbox.unsettled(BATCH);
        if (events.isEmpty()) {
            return;
        }
        Map<String, List<InboxTable.Entry>> entries =
                inbox.of(events.stream().map(OutboxTable.Unsettled::eventId).toList()).stream()
                        .collect(Collectors.groupingBy(InboxTable.Entry::eventId));
        var settled = new ArrayList<String>();
        var again = new ArrayList<Publisher.Parcel>();
        var backlogged = new HashSet<String>();
        for (OutboxTable.Unsettled event : events) {
            List<InboxTable.Entry> known = entries.getOrDefault(event.eventId(), List.of());
            List<String> wanted = subscribers.wanting(event.topic(), event.kind());
            if (namesOf(known, true).containsAll(wanted)) {
                settled.add(event.eventId());
            } else if (event.due() && link.up() && again.size() < AGAIN_BATCH) {
                missing(event, wanted, namesOf(known, false), backlogged, again);
            }
        }
        outbox.settled(settled);
        if (!again.isEmpty()) {
            LOG.warn(
                    "{} effects are missing for too long, their events are sent again: first {} to {}",
                    again.size(),
                    again.getFirst().event().eventId(),
                    again.getFirst().queue());
        }
        send(again);
    }

    private void missing(
            OutboxTable.Unsettled event,
            List<String> wanted,
            Set<String> known,
            Set<String> backlogged,
            List<Publisher.Parcel> again)
            throws IOException {
        if (!outbox.startCheck(event, settings.checkAfter(event.checks() + 1))) {
            return;
        }
        for (String subscriber : wanted) {
            // Failed and dead ones have a row, and a way of their own.
            if (known.contains(subscriber) || backlogged.contains(subscriber)) {
                continue;
            }
            if (backlog(subscriber) > BACKLOG) {
                backlogged.add(subscriber);
                continue;
            }
            outbox.find(event.eventId()).ifPresent(told -> again.add(toQueue(told, subscriber)));
        }
    }

    private long backlog(String subscriber) throws IOException {
        try {
            return publisher.waiting(topology.queue(subscriber));
        } catch (IOException e) {
            // The queue itself is gone.
            link.redeclare();
            return 0;
        }
    }

    private void sendFailedAgain() throws IOException, InterruptedException {
        if (!link.up()) {
            return;
        }
        var again = new ArrayList<Publisher.Parcel>();
        for (InboxTable.Entry entry : inbox.dueAgain(AGAIN_BATCH)) {
            boolean known = subscribers.named(entry.subscriber()).isPresent();
            if (known && inbox.startAgain(entry, settings.republishAfter())) {
                outbox.find(entry.eventId()).ifPresent(told -> again.add(toQueue(told, entry.subscriber())));
            }
        }
        send(again);
    }

    private void send(List<Publisher.Parcel> parcels) throws IOException, InterruptedException {
        if (parcels.isEmpty()) {
            return;
        }
        BitSet taken = publisher.publish(parcels);
        if (taken.cardinality() < parcels.size() && link.up()) {
            // They are due again later; until then their queue shall be there.
            link.redeclare();
        }
    }

    private Publisher.Parcel toQueue(Told told, String subscriber) {
        return new Publisher.Parcel(told, topology.queue(subscriber), true);
    }

    private static Set<String> namesOf(List<InboxTable.Entry> entries, boolean onlyDone) {
        return entries.stream()
                .filter(entry -> !onlyDone || entry.state() == InboxTable.State.DONE)
                .map(InboxTable.Entry::subscriber)
                .collect(Collectors.toSet());
    }

    private void pause(Duration longest) throws InterruptedException {
        rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pauseQuietly() {
        try {
            pause(TROUBLE_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
