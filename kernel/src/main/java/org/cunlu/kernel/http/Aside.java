package org.cunlu.kernel.http;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * For filters that have work that waits (SQL, Redis) for few requests: those step aside to a thread that may wait, all others
 * pass on the thread they came on.
 */
@Singleton
public class Aside {
    private final ExecutorService blocking;

    Aside(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
    }

    /**
     * @param work done before the request goes on; what it throws is the answer
     * @return what a request filter gives back: no answer of its own, once the work is done
     */
    public CompletableFuture<Optional<HttpResponse<?>>> first(Runnable work) {
        return CompletableFuture.runAsync(PropagatedContext.getOrEmpty().wrap(work), blocking)
                .thenApply(_ -> Optional.empty());
    }
}
