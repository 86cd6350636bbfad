package org.cunlu.kernel.limits;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One to be taken from one subject's bucket.
 * @param bucket keyed hash of rate and subject, so that neither Redis nor the database learns whose it is
 */
record Take(Rate rate, byte[] bucket) {
    /** In which order everybody takes, so that two who want the same buckets never wait for each other. */
    static final Comparator<Take> ORDER = Comparator.comparing(Take::bucket, Arrays::compareUnsigned);

    /** How long one takes to come back; rounded down, 1 or more. */
    long microsForOne() {
        return Math.max(1, rate.per().toNanos() / 1000 / rate.many());
    }

    /** How long an empty bucket takes to be full: exactly {@code many} fit, whatever was rounded. */
    long microsForAll() {
        return Math.multiplyExact(microsForOne(), rate.many());
    }

    /** @return whole seconds, rounded up, 1 or more */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
