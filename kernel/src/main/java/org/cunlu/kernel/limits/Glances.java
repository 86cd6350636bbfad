package org.cunlu.kernel.limits;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Answers that are not waited for as long as they like. Those that are on their way are looked through a few times a second: an alarm for
 * each of them cost a fifth of all that a remembered product page costs.
 */
final class Glances {
    private final long longest;
    private final LongSupplier nanos;
    private final Set<Glance<?>> under = ConcurrentHashMap.newKeySet();

    /**
     * @param longest how long one waits at most, and until {@link #giveUp} is called next
     * @param nanos as {@link System#nanoTime}
     */
    Glances(Duration longest, LongSupplier nanos) {
        this.longest = longest.toNanos();
        this.nanos = nanos;
    }

    private static final class Glance<T> {
        private final long since;
        private final Supplier<T> instead;
        private final CompletableFuture<T> givenUp = new CompletableFuture<>();

        Glance(long since, Supplier<T> instead) {
            this.since = since;
            this.instead = instead;
        }

        void giveUp() {
            givenUp.completeAsync(instead);
        }
    }

    /** @return the answer, or what is said instead where it does not come in time */
    <T> Mono<T> bounded(Mono<T> answer, Supplier<T> instead) {
        return Mono.defer(() -> {
            var glance = new Glance<T>(nanos.getAsLong(), instead);
            under.add(glance);
            return Mono.firstWithSignal(answer, Mono.fromFuture(glance.givenUp)).doFinally(_ -> under.remove(glance));
        });
    }

    /** Who has waited too long is answered. Called a few times a second. */
    void giveUp() {
        long now = nanos.getAsLong();
        for (Glance<?> glance : under) {
            if (now - glance.since > longest) {
                glance.giveUp();
            }
        }
    }

    /** @return how many are on their way */
    int under() {
        return under.size();
    }
}
