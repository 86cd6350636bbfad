package org.cunlu.kernel.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from each subscriber's queue, in their order, and lets go of a message only after its inbox row. */
@Singleton
class Consumers implements BrokerLink.Listener {
    private static final Moment HEARD = Moment.named("hearing.heard");
    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    /** So many are heard together at most; few enough to leave work for other instances. */
    private static final int PREFETCH = 50;

    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Subscribers subscribers;
    private final Topology topology;
    private final Hearing hearing;
    private final BrokerLink link;
    private final AtomicInteger busy = new AtomicInteger();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Consumers(Subscribers subscribers, Topology topology, Hearing hearing, BrokerLink link) {
        this.subscribers = subscribers;
        this.topology = topology;
        this.hearing = hearing;
        this.link = link;
    }

    void start() {
        link.onLinked(this);
    }

    /** Takes no more; what is being heard goes on. */
    void stop() {
        stopping = true;
    }

    int busy() {
        return busy.get();
    }

    @Override
    public void linked(Connection consuming) throws IOException {
        channels.clear();
        for (Subscriber<?> subscriber : subscribers.all()) {
            Channel channel = consuming.createChannel();
            channel.basicQos(PREFETCH);
            channel.basicConsume(topology.queue(subscriber.name()), false, new Ear(channel, subscriber));
            channels.add(channel);
        }
    }

    /** A message as it came. {@code END} says that no more will. */
    private record Delivery(long tag, BasicProperties properties, byte[] body) {
        static final Delivery END = new Delivery(0, null, null);
    }

    /** Gathers what the broker has ready and hears it together, in a thread of its own: one transaction, one acknowledgement. */
    private final class Ear extends DefaultConsumer {
        private final Subscriber<?> subscriber;
        private final BlockingQueue<Delivery> come = new LinkedBlockingQueue<>();

        Ear(Channel channel, Subscriber<?> subscriber) {
            super(channel);
            this.subscriber = subscriber;
        }

        @Override
        public void handleConsumeOk(String tag) {
            Thread.ofVirtual().name("hearing-" + subscriber.name()).start(this::listen);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            come.add(new Delivery(envelope.getDeliveryTag(), properties, body));
        }

        @Override
        public void handleCancel(String tag) {
            come.add(Delivery.END);
            LOG.warn("queue of {} is gone, made anew", subscriber.name());
            link.reset();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
            come.add(Delivery.END);
            if (!cause.isHardError() && !cause.isInitiatedByApplication()) {
                LOG.error("the channel of {} was closed by the broker, made anew", subscriber.name(), cause);
                link.reset();
            }
        }

        private void listen() {
            var some = new ArrayList<Delivery>();
            try {
                while (!stopping && getChannel().isOpen()) {
                    some.add(come.take());
                    busy.incrementAndGet();
                    try {
                        come.drainTo(some, PREFETCH - 1);
                        if (some.contains(Delivery.END)) {
                            return;
                        }
                        heard(some);
                    } finally {
                        busy.decrementAndGet();
                    }
                    some.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (AlreadyClosedException e) {
                // They come again, and the inbox knows them.
                LOG.debug("channel closed before the acknowledgement");
            } catch (IOException e) {
                LOG.debug("no acknowledgement could be sent", e);
            } catch (RuntimeException e) {
                // Without a thread its queue would only grow.
                LOG.error("{} hears no more, begins anew", subscriber.name(), e);
                link.reset();
            }
        }

        private void heard(List<Delivery> some) throws IOException {
            var all = new ArrayList<Told>();
            long last = 0;
            for (Delivery each : some) {
                Told told = told(each);
                if (told == null) {
                    LOG.error("a message in the queue of {} is not from our outbox, set aside", subscriber.name());
                    getChannel().basicReject(each.tag(), false);
                } else {
                    all.add(told);
                    last = each.tag();
                }
            }
            // Never up to one that was set aside: a broker closes the channel over a tag that it does not wait for.
            if (!all.isEmpty() && hear(all)) {
                HEARD.reached();
                getChannel().basicAck(last, true);
            }
        }

        private static Told told(Delivery delivery) {
            try {
                Told told = Message.told(delivery.properties(), delivery.body());
                return Ids.isId(told.eventId()) ? told : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        /**
         * While the database is away the messages are held here and not given back, so that the broker does not count them.
         * @return whether they were heard; else they were left to be delivered again
         */
        private boolean hear(List<Told> told) {
            Duration pause = PAUSE_MIN;
            while (!stopping && getChannel().isOpen()) {
                try {
                    hearing.hearAll(subscriber, told);
                    return true;
                } catch (RuntimeException e) {
                    LOG.warn("inbox of {} cannot be written, tried again: {}", subscriber.name(), Hearing.shortly(e));
                }
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            }
            return false;
        }
    }
}
