package org.cunlu.kernel.events;

import com.rabbitmq.client.Channel;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.cunlu.kernel.moment.Moment;

/**
 * Hands messages to the broker and waits until it has answered for each. A message counts as taken only when the broker
 * confirmed it and did not give it back: an unroutable one is given back and then confirmed too.
 */
@Singleton
class Publisher {
    private static final Moment SENT = Moment.named("relay.sent");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The exchange that knows each queue by its name. */
    private static final String DIRECT = "";

    private final BrokerLink link;
    private final Topology topology;
    private Channel channel;
    /** The batch that is on its way; its channel's listeners write into it. */
    private volatile Pending batch = new Pending();

    Publisher(BrokerLink link, Topology topology) {
        this.link = link;
        this.topology = topology;
    }

    /** @param queue the one queue to go to; null for all that want it  @param mandatory whether somebody has to take it */
    record Parcel(Told event, String queue, boolean mandatory) {}

    /** What is on its way in one batch, by sequence number; and by index what became of it. */
    private static final class Pending {
        private final ConcurrentSkipListMap<Long, Integer> open = new ConcurrentSkipListMap<>();
        private final BitSet taken = new BitSet();
        private final BitSet returned = new BitSet();
        private boolean cut;

        synchronized void sent(long sequence, int index) {
            open.put(sequence, index);
        }

        synchronized void givenBack(String mark) {
            returned.set(Integer.parseInt(mark));
        }

        synchronized void answered(long sequence, boolean multiple, boolean good) {
            var answered = multiple ? open.headMap(sequence, true) : open.subMap(sequence, true, sequence, true);
            answered.values().forEach(index -> taken.set(index, good));
            answered.clear();
            notifyAll();
        }

        synchronized boolean await(Duration longest) throws InterruptedException {
            long deadline = System.nanoTime() + longest.toNanos();
            while (!open.isEmpty() && !cut) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return open.isEmpty();
        }

        synchronized void cut() {
            cut = true;
            notifyAll();
        }

        synchronized BitSet result() {
            BitSet result = (BitSet) taken.clone();
            result.andNot(returned);
            return result;
        }
    }

    /**
     * @return by index, which parcels the broker has taken; of the others nothing is known, they may be taken too
     * @throws IOException when the broker is away and none was sent
     */
    synchronized BitSet publish(List<Parcel> parcels) throws IOException, InterruptedException {
        ready();
        boolean answered = false;
        try {
            for (int i = 0; i < parcels.size(); i++) {
                send(parcels.get(i), i);
            }
            SENT.reached();
            answered = batch.await(PATIENCE);
        } catch (IOException | RuntimeException e) {
            // The connection went in the middle. What was confirmed before is taken.
            answered = false;
        }
        BitSet taken = batch.result();
        if (!answered) {
            channel.abort();
            channel = null;
        }
        return taken;
    }

    /** @return messages that lie ready in a queue and wait for a consumer */
    synchronized long waiting(String queue) throws IOException {
        ready();
        try {
            return channel.messageCount(queue);
        } catch (IOException e) {
            // The broker closes a channel on which one asks for a queue that is not there.
            channel.abort();
            channel = null;
            throw e;
        }
    }

    private void send(Parcel parcel, int index) throws IOException {
        Told event = parcel.event();
        batch.sent(channel.getNextPublishSeqNo(), index);
        channel.basicPublish(
                parcel.queue() == null ? topology.exchange() : DIRECT,
                parcel.queue() == null ? Topology.key(event.topic(), event.kind()) : parcel.queue(),
                parcel.mandatory(),
                Message.properties(event, Integer.toString(index)),
                Message.body(event));
    }

    private void ready() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = link.publishingChannel();
            channel.confirmSelect();
            channel.addReturnListener(
                    given -> batch.givenBack(given.getProperties().getCorrelationId()));
            channel.addConfirmListener(
                    (sequence, multiple) -> batch.answered(sequence, multiple, true),
                    (sequence, multiple) -> batch.answered(sequence, multiple, false));
            channel.addShutdownListener(cause -> batch.cut());
        }
        batch = new Pending();
    }
}
