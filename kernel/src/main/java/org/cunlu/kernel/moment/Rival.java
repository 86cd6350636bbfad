package org.cunlu.kernel.moment;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Somebody who acts exactly between two steps of another's act, once: whoever reaches the moment first stands still until the rival
 * has ended, or is seen to wait for him. For tests alone; no code that runs in production may name it.
 * @param <T> what the rival gets
 */
public final class Rival<T> implements AutoCloseable {
    /** For an act that nobody holds up. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** An act that ends within this has not waited; what waits for a lock waits until the other's transaction ends. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private final String moment;
    private final Supplier<T> act;
    private final boolean waits;
    private final Moment.Watch watch = this::reached;
    private final AtomicBoolean come = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile boolean held;

    private Rival(String moment, boolean waits, Supplier<T> act) {
        this.moment = moment;
        this.waits = waits;
        this.act = act;
        Moment.watch(watch);
    }

    /** Nothing holds him up: he has ended when the other goes on. */
    public static <T> Rival<T> at(String moment, Supplier<T> act) {
        return new Rival<>(moment, false, act);
    }

    /** He begins, and has to wait until the other's transaction has ended. */
    public static <T> Rival<T> waitingAt(String moment, Supplier<T> act) {
        return new Rival<>(moment, true, act);
    }

    /**
     * @return what the rival got, who is waited for
     * @throws IllegalStateException when the moment was never reached, or he waited where he should not, or did not where he should
     */
    public T ended() {
        Moment.unwatch(watch);
        if (!come.get()) {
            throw new IllegalStateException("nobody came to " + moment);
        }
        T got = within(PATIENCE);
        if (held != waits) {
            throw new IllegalStateException(
                    "the rival at " + moment + (held ? " had to wait" : " did not have to wait"));
        }
        return got;
    }

    @Override
    public void close() {
        Moment.unwatch(watch);
    }

    private void reached(String name) {
        if (!name.equals(moment) || !come.compareAndSet(false, true)) {
            return;
        }
        // On a thread of his own: on this one he would be part of the transaction that is under way.
        Thread.ofVirtual().name("rival-" + moment).start(() -> {
            try {
                answer.complete(act.get());
            } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
            }
        });
        held = !ends(waits ? LOOK : PATIENCE);
    }

    private boolean ends(Duration longest) {
        try {
            answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private T within(Duration longest) {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the rival at " + moment + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the rival at " + moment + " never ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
