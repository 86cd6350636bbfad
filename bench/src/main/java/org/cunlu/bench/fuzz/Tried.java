package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;

/**
 * A request that was sent, and why.
 * @param number of this run
 * @param mustRefuse whether the description forbids it
 */
record Tried(
        long number,
        Operation operation,
        Family family,
        @Nullable Person person,
        boolean mustRefuse,
        Sent sent) {}
