package org.cunlu.kernel.events;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two connections to the broker, one to publish by (a broker that is full blocks it) and one to consume by, and makes
 * both anew in the background when one is lost. Nothing else in the process waits for it.
 */
@Singleton
class BrokerLink {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final int CONNECT_MILLIS_MAX = 3000;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final Duration PAUSE_MIN = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Topology topology;
    private final BrokerSettings settings;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore lost = new Semaphore(0);
    private volatile Connection publishing;
    private volatile Connection consuming;
    /** Whether the topology stands, too. */
    private volatile boolean ready;

    private volatile boolean stopping;
    private Thread keeper;

    BrokerLink(Topology topology, BrokerSettings settings) {
        this.topology = topology;
        this.settings = settings;
    }

    /** Told, in the link's own thread, each time the broker is there again and its topology stands. */
    interface Listener {
        void linked(Connection consuming) throws IOException;
    }

    void onLinked(Listener listener) {
        listeners.add(listener);
    }

    synchronized void start() {
        if (settings.uri() == null || settings.uri().isBlank()) {
            LOG.warn("cunlu.amqp.uri is not set: events wait in the outbox");
            return;
        }
        if (keeper == null) {
            keeper = Thread.ofPlatform().daemon().name("broker-link").start(this::keep);
        }
    }

    void stop() {
        stopping = true;
        lost.release();
        close();
    }

    boolean up() {
        Connection now = publishing;
        return ready && now != null && now.isOpen();
    }

    /** Asks the broker itself where this process keeps no link. @return false as well when none is configured */
    boolean reachable() {
        if (up()) {
            return true;
        }
        if (settings.uri() == null || settings.uri().isBlank()) {
            return false;
        }
        try {
            factory().newConnection("cunlu looking").abort(CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException | TimeoutException | GeneralSecurityException | URISyntaxException e) {
            LOG.debug("the broker cannot be reached", e);
            return false;
        }
    }

    /** @throws IOException when the broker is away */
    Channel publishingChannel() throws IOException {
        Connection now = publishing;
        if (now == null || !now.isOpen()) {
            throw new IOException("no connection to the broker");
        }
        return now.createChannel();
    }

    /** Makes queues that are gone. */
    void redeclare() throws IOException {
        Channel channel = publishingChannel();
        try {
            topology.declare(channel);
        } finally {
            channel.abort();
        }
    }

    /** Begins again with new connections. */
    void reset() {
        close();
        lost.release();
    }

    private void keep() {
        Duration pause = PAUSE_MIN;
        boolean told = false;
        while (!stopping) {
            try {
                connect();
                LOG.info("linked to the broker");
                told = false;
                pause = PAUSE_MIN;
                awaitLoss();
            } catch (IOException | TimeoutException | RuntimeException e) {
                if (!told) {
                    LOG.warn("broker is away, events wait in the outbox: {}", reason(e));
                    told = true;
                }
                LOG.debug("no link to the broker", e);
                close();
                pause = sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (GeneralSecurityException | URISyntaxException e) {
                LOG.error("cunlu.amqp.uri cannot be used: events wait in the outbox");
                return;
            }
        }
    }

    private void connect() throws IOException, TimeoutException, GeneralSecurityException, URISyntaxException {
        lost.drainPermits();
        ConnectionFactory factory = factory();
        publishing = listened(factory.newConnection("cunlu publishing"));
        redeclare();
        consuming = listened(factory.newConnection(Executors.newVirtualThreadPerTaskExecutor(), "cunlu consuming"));
        for (Listener listener : listeners) {
            listener.linked(consuming);
        }
        ready = true;
    }

    private ConnectionFactory factory() throws GeneralSecurityException, URISyntaxException {
        var factory = new ConnectionFactory();
        factory.setUri(settings.uri());
        // Ours, because a broker may come back empty, and then everything has to be declared and consumed anew.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(CONNECT_MILLIS_MAX);
        factory.setHandshakeTimeout(CONNECT_MILLIS_MAX);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        return factory;
    }

    private Connection listened(Connection connection) {
        connection.addShutdownListener(cause -> lost.release());
        return connection;
    }

    private void awaitLoss() throws InterruptedException {
        while (!stopping && publishing.isOpen() && consuming.isOpen()) {
            lost.tryAcquire(1, TimeUnit.SECONDS);
        }
        if (!stopping) {
            LOG.warn("link to the broker is lost, events wait in the outbox");
        }
        close();
    }

    private void close() {
        ready = false;
        for (Connection connection : new Connection[] {consuming, publishing}) {
            if (connection != null) {
                connection.abort(1000);
            }
        }
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(PAUSE_MAX) < 0 ? next : PAUSE_MAX;
    }

    /** Without the address, which may hold a password. */
    private static String reason(Exception e) {
        return e.getClass().getSimpleName();
    }
}
