package org.cunlu.kernel.db;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes of one transaction of which nobody needs to know yet: they wait to be sent together. */
final class Waiting {
    /** Bounds what a server has to read at once. */
    static final int MANY = 50;

    /** Of a change that may find as many rows as it likes. */
    static final int ANY = -1;

    private final List<Change> changes = new ArrayList<>();
    private RuntimeException failure;

    /** @param rows that it has to find; {@link #ANY} */
    record Change(String sql, Object[] arguments, int rows) {
        void check(int found) {
            if (rows != ANY && found != rows) {
                throw new IllegalStateException(found + " rows in place of " + rows + ": " + sql);
            }
        }
    }

    /** Sent in one: several changes, and behind them maybe the statement that somebody waits for. */
    record Batch(List<Change> changes, @Nullable String last, Object[] lastArguments) {
        String sql() {
            return Stream.concat(changes.stream().map(Change::sql), Stream.ofNullable(last))
                    .collect(Collectors.joining(";\n"));
        }

        Object[] arguments() {
            return Stream.concat(
                            changes.stream().flatMap(change -> Stream.of(change.arguments())), Stream.of(lastArguments))
                    .toArray();
        }
    }

    boolean empty() {
        return changes.isEmpty();
    }

    /** @return whether so many wait that they should go */
    boolean add(Change change) {
        changes.add(change);
        return changes.size() >= MANY;
    }

    /** @return what waited; it is the caller's now */
    List<Change> take() {
        var all = List.copyOf(changes);
        changes.clear();
        return all;
    }

    /** One of them was refused: whoever goes on all the same must not commit. */
    void failed(RuntimeException why) {
        failure = why;
    }

    void check() {
        if (failure != null) {
            throw failure;
        }
    }
}
