package org.cunlu.kernel.paging;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;

/**
 * A piece of a list.
 * @param items at most as many as asked for
 * @param next opaque cursor of the next piece; null at the end
 */
@Serdeable
public record Page<T>(List<T> items, @Nullable String next) {
    public static final int LIMIT_DEFAULT = 20;
    public static final int LIMIT_MAX = 100;

    public Page {
        items = List.copyOf(items);
    }

    /** Cuts a query's answer that was asked for one row more than {@code limit}, so that the end is known without a count. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /** @return a limit within 1 and {@link #LIMIT_MAX}, {@link #LIMIT_DEFAULT} when nothing was asked */
    public static int limit(@Nullable Integer asked) {
        return asked == null ? LIMIT_DEFAULT : Math.clamp(asked, 1, LIMIT_MAX);
    }
}
