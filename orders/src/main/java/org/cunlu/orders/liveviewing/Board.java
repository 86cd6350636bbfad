package org.cunlu.orders.liveviewing;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.LiveShows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * What the viewers at this instance see of live sessions. However many they are, the instance alone asks the database, four
 * statements for all sessions that are watched, as long as one is; each viewer is pushed what changed. Nothing but the database
 * is needed for it, so every instance shows the same within one look. A viewer who reads too slowly misses what was in between,
 * for only the newest waits for him, and one who reads nothing at all is let go.
 */
@Singleton
class Board {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    /** Nothing else keeps proxies from closing a stream on which nothing happens. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KNOWN_MAX = 1_000;

    private final LiveShows shows;
    private final Duration every;
    private final int viewersMax;
    private final int addressMax;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Seen> known = new ConcurrentHashMap<>();
    private final Map<FluxSink<Event<LiveShow>>, Viewer> viewers = new ConcurrentHashMap<>();
    private final ReentrantLock loading = new ReentrantLock();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean closed;

    Board(
            LiveShows shows,
            @Value("${cunlu.orders.live.look-every:300ms}") Duration every,
            @Value("${cunlu.orders.live.viewers-max:10000}") int viewersMax,
            @Value("${cunlu.orders.live.viewers-per-address:500}") int addressMax) {
        this.shows = shows;
        this.every = every;
        this.viewersMax = viewersMax;
        this.addressMax = addressMax;
    }

    private record Seen(LiveShow show, long at) {}

    /** Somebody who watches. */
    private static final class Viewer {
        private final String sessionId;
        private LiveShow told;
        private long toldAt;
        private long readAt = System.nanoTime();

        Viewer(String sessionId) {
            this.sessionId = sessionId;
        }
    }

    /** @return as it was within the last look; many who ask at once are answered by one question */
    Optional<LiveShow> show(String sessionId) {
        Seen seen = known.get(sessionId);
        if (fresh(seen)) {
            return Optional.of(seen.show());
        }
        loading.lock();
        try {
            Seen other = known.get(sessionId);
            if (fresh(other)) {
                return Optional.of(other.show());
            }
            LiveShow show = shows.find(List.of(sessionId)).get(sessionId);
            if (show == null) {
                return Optional.empty();
            }
            if (known.size() >= KNOWN_MAX) {
                known.values().removeIf(each -> !fresh(each));
            }
            known.put(sessionId, new Seen(show, System.nanoTime()));
            return Optional.of(show);
        } finally {
            loading.unlock();
        }
    }

    private boolean fresh(Seen seen) {
        return seen != null && System.nanoTime() - seen.at() < every.toNanos();
    }

    /**
     * @param address of who watches: a village or a phone network may share one, yet not even that has so many at an instance
     * @return what it is now, then each change of it, and what it is every ten seconds; ends with the session
     */
    Flux<Event<LiveShow>> watch(String sessionId, String address) {
        LiveShow first = show(sessionId).orElseThrow(ProblemException::notFound);
        if (viewers.size() >= viewersMax || byAddress.getOrDefault(address, 0) >= addressMax) {
            throw ProblemException.of(429, "live-full", "观看人数过多 · Too many viewers here", "请稍后再试 · Try later");
        }
        return Flux.create(
                sink -> {
                    var viewer = new Viewer(sessionId);
                    byAddress.merge(address, 1, Integer::sum);
                    sink.onDispose(() -> {
                        viewers.remove(sink);
                        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
                    });
                    tell(sink, viewer, first, System.nanoTime());
                    if (!sink.isCancelled() && first.state() != State.ENDED) {
                        viewers.put(sink, viewer);
                        look();
                    }
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    int viewers() {
        return viewers.size();
    }

    private void look() {
        if (!closed && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("live-board").start(this::lookOn);
        }
    }

    private void lookOn() {
        do {
            while (!viewers.isEmpty() && !closed) {
                try {
                    lookOnce();
                } catch (RuntimeException e) {
                    // The next look may see it again; until then viewers keep what they have.
                    LOG.warn("live sessions could not be looked at: {}", e.toString());
                }
                LockSupport.parkNanos(every.toNanos());
            }
            looking.set(false);
            // Somebody may have come just before.
        } while (!viewers.isEmpty() && !closed && looking.compareAndSet(false, true));
    }

    private void lookOnce() {
        List<String> watched = viewers.values().stream()
                .map(viewer -> viewer.sessionId)
                .distinct()
                .toList();
        Map<String, LiveShow> now = shows.find(watched);
        long at = System.nanoTime();
        now.forEach((id, show) -> known.put(id, new Seen(show, at)));
        for (var each : new ArrayList<>(viewers.entrySet())) {
            LiveShow show = now.get(each.getValue().sessionId);
            if (show != null) {
                push(each.getKey(), each.getValue(), show, at);
            }
        }
    }

    private void push(FluxSink<Event<LiveShow>> sink, Viewer viewer, LiveShow show, long at) {
        if (sink.requestedFromDownstream() > 0) {
            viewer.readAt = at;
        } else if (at - viewer.readAt > PATIENCE.toNanos()) {
            sink.complete();
            return;
        }
        if (!show.equals(viewer.told) || at - viewer.toldAt > HEARTBEAT.toNanos()) {
            tell(sink, viewer, show, at);
        }
    }

    private static void tell(FluxSink<Event<LiveShow>> sink, Viewer viewer, LiveShow show, long at) {
        viewer.told = show;
        viewer.toldAt = at;
        sink.next(Event.of(show).name("show"));
        if (show.state() == State.ENDED) {
            sink.complete();
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        viewers.keySet().forEach(FluxSink::complete);
    }
}
