package org.cunlu.kernel.events;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Starts relay and consumers when the server is up, never before; and ends them so that what is under way is finished.
 * {@code cunlu.schedulers.enabled} is the relay's switch, {@code cunlu.consumers.enabled} the consumers'.
 */
@Singleton
class EventTraffic implements ApplicationEventListener<ServerStartupEvent>, GracefulShutdownCapable {
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);

    private final BrokerLink link;
    private final Relay relay;
    private final Settling settling;
    private final Consumers consumers;
    private final boolean relaying;
    private final boolean consuming;
    private boolean ended;

    EventTraffic(
            BrokerLink link,
            Relay relay,
            Settling settling,
            Consumers consumers,
            @Value("${cunlu.schedulers.enabled:true}") boolean relaying,
            @Value("${cunlu.consumers.enabled:true}") boolean consuming) {
        this.link = link;
        this.relay = relay;
        this.settling = settling;
        this.consumers = consumers;
        this.relaying = relaying;
        this.consuming = consuming;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (consuming) {
            consumers.start();
        }
        if (relaying) {
            relay.start();
            settling.start();
        }
        if (consuming || relaying) {
            link.start();
        }
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        return CompletableFuture.runAsync(this::end, task -> Thread.ofVirtual().start(task));
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(consumers.busy());
    }

    @PreDestroy
    synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        consumers.stop();
        relay.stop();
        settling.stop();
        try {
            relay.awaitEnd(END_PATIENCE);
            settling.awaitEnd(END_PATIENCE);
            long deadline = System.nanoTime() + END_PATIENCE.toNanos();
            while (consumers.busy() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.stop();
    }
}
