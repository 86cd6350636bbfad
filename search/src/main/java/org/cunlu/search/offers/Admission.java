package org.cunlu.search.offers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Lets as many questions in at once as are answered well; who comes meanwhile stands in line. Sixteen at once on two cores are done no
 * sooner than four at a time, but all of them would outlast a searcher's patience and be asked of the database as well.
 */
final class Admission {
    private static final int COME_BACK_SECONDS = 2;

    private final Semaphore places;
    private final Duration longest;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** @param places questions at once @param longest in line */
    Admission(int places, Duration longest) {
        this.places = new Semaphore(places, true);
        this.longest = longest;
    }

    /**
     * @throws IndexAway of the work, and without it when the index failed one before and answered nobody since this one came
     * @throws ProblemException 503 when the turn does not come
     */
    <T> T inTurn(Supplier<T> work) {
        int answeredBefore = answered.get();
        int failedBefore = failed.get();
        await();
        try {
            if (failed.get() != failedBefore && answered.get() == answeredBefore) {
                // Each would find out by himself otherwise, one patience after the other.
                throw IndexAway.tooSlow(null);
            }
            T answer = work.get();
            answered.incrementAndGet();
            return answer;
        } catch (IndexAway e) {
            if (!e.ofThisQuestionAlone()) {
                failed.incrementAndGet();
            }
            throw e;
        } finally {
            places.release();
        }
    }

    /** @return how many stand in line */
    int inLine() {
        return places.getQueueLength();
    }

    private void await() {
        try {
            if (!places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ProblemException.unavailable(COME_BACK_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(COME_BACK_SECONDS);
        }
    }
}
