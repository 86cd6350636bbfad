package org.cunlu.kernel.http;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * For filters that have work that waits (SQL, Redis) for few requests: those step aside to a thread that may wait, all others
 * pass on the thread they came on.
 */
@Singleton
public class Aside {
    private final Scheduler blocking;

    Aside(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    /** @param work done before the request goes on; what it throws is the answer */
    public Publisher<MutableHttpResponse<?>> first(Runnable work, HttpRequest<?> request, ServerFilterChain chain) {
        return Mono.fromRunnable(PropagatedContext.getOrEmpty().wrap(work))
                .subscribeOn(blocking)
                .then(Mono.defer(() -> Mono.from(chain.proceed(request))));
    }
}
