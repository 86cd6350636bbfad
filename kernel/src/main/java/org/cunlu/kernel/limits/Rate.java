package org.cunlu.kernel.limits;

import java.time.Duration;

/**
 * How much of something one subject may have: a bucket that is full at the beginning and fills again evenly.
 * @param name stable, such as {@code codes.phone}
 * @param many how much a full bucket holds, 1 or more
 * @param per how long an empty bucket takes to be full
 */
public record Rate(String name, long many, Duration per) {
    public Rate {
        if (many < 1 || per.toMillis() < 1 || !name.matches("[a-z0-9.-]{1,40}")) {
            throw new IllegalArgumentException("no rate: " + name + " " + many + " per " + per);
        }
    }
}
