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
        Sent sent) {

    /** @return whether some operation at this path is not for who asks: then the path may be unknown to him */
    boolean mayHide(Description description) {
        return person == null
                || description.operations().stream()
                        .filter(each -> each.path().equals(operation.path()) && !each.open())
                        .anyMatch(each ->
                                each.roles().isEmpty() || each.roles().stream().noneMatch(person.roles()::contains));
    }
}
