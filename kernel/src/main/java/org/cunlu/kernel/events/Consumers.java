package org.cunlu.kernel.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.kernel.id.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from each subscriber's queue, one after the other, and lets go of a message only after its inbox row. */
@Singleton
class Consumers implements BrokerLink.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    /** Enough to have the next at hand, few enough to leave work for other instances. */
    private static final int PREFETCH = 20;

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

    private final class Ear extends DefaultConsumer {
        private final Subscriber<?> subscriber;

        Ear(Channel channel, Subscriber<?> subscriber) {
            super(channel);
            this.subscriber = subscriber;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            busy.incrementAndGet();
            try {
                heard(envelope, properties, body);
            } catch (AlreadyClosedException e) {
                // It comes again, and the inbox knows it.
                LOG.debug("channel closed before the acknowledgement");
            } finally {
                busy.decrementAndGet();
            }
        }

        @Override
        public void handleCancel(String tag) {
            LOG.warn("queue of {} is gone, made anew", subscriber.name());
            link.reset();
        }

        private void heard(Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
            Told told;
            try {
                told = Message.told(properties, body);
            } catch (IllegalArgumentException e) {
                told = null;
            }
            if (told == null || !Ids.isId(told.eventId())) {
                LOG.error("a message in the queue of {} is not from our outbox, set aside", subscriber.name());
                getChannel().basicReject(envelope.getDeliveryTag(), false);
                return;
            }
            if (hear(told)) {
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            }
        }

        /**
         * While the database is away the message is held here and not given back, so that the broker does not count it.
         * @return whether it was heard; else it was left to be delivered again
         */
        private boolean hear(Told told) {
            Duration pause = PAUSE_MIN;
            while (!stopping && getChannel().isOpen()) {
                try {
                    hearing.hear(subscriber, told);
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
