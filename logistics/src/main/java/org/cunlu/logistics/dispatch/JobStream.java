package org.cunlu.logistics.dispatch;

import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Pushes how searches go. It asks the database, so that any instance can tell of a search that another does. */
@Singleton
class JobStream {
    private static final Logger LOG = LoggerFactory.getLogger(JobStream.class);
    private static final long EVERY_NANOS = 500_000_000;
    private static final int WATCHERS_MAX = 100;
    /** Nothing else keeps proxies from closing a stream on which nothing happens. */
    private static final int HEARTBEAT = 20;

    private final JobTable jobs;
    private final AtomicInteger watchers = new AtomicInteger();
    private volatile boolean closed;

    JobStream(JobTable jobs) {
        this.jobs = jobs;
    }

    Flux<Event<Job>> watch(Job first) {
        if (watchers.get() >= WATCHERS_MAX) {
            throw ProblemException.of(429, "too-many-watchers", "查看的人过多 · Too many look on here", "请稍后再试 · Try later");
        }
        return Flux.<Event<Job>>create(
                        sink -> Thread.ofVirtual().name("plan-job-events").start(() -> push(sink, first)),
                        FluxSink.OverflowStrategy.LATEST)
                // Who never reads what he was promised is no watcher.
                .doOnSubscribe(reader -> watchers.incrementAndGet())
                .doFinally(signal -> watchers.decrementAndGet());
    }

    int watchers() {
        return watchers.get();
    }

    private void push(FluxSink<Event<Job>> sink, Job first) {
        Job told = null;
        Job now = first;
        int quiet = 0;
        while (!sink.isCancelled() && !closed) {
            if (!now.equals(told) || ++quiet >= HEARTBEAT) {
                sink.next(Event.of(now).name("job"));
                told = now;
                quiet = 0;
            }
            if (now.over()) {
                break;
            }
            LockSupport.parkNanos(EVERY_NANOS);
            try {
                now = jobs.find(first.job()).orElse(now);
            } catch (RuntimeException e) {
                LOG.warn("a search could not be looked at: {}", e.toString());
            }
        }
        sink.complete();
    }

    @PreDestroy
    void close() {
        closed = true;
    }
}
