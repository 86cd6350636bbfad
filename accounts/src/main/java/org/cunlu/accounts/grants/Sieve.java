package org.cunlu.accounts.grants;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cunlu.kernel.paging.Page;

/**
 * Pages of what a caller may see, where the database knows only part of the condition. A page may be short, or empty, and
 * still have a next one: nobody makes us read a whole table at once.
 */
final class Sieve {
    private static final int READ_AT_ONCE = 200;
    private static final int READS_MAX = 10;

    /** Reads rows behind a cursor, in its order. */
    interface Source<T> {
        List<T> read(String after, int many);
    }

    private Sieve() {}

    static <T> Page<T> page(
            String after, int limit, Source<T> source, Function<T, String> cursor, Predicate<T> visible) {
        var seen = new ArrayList<T>();
        String last = after;
        for (int read = 0; read < READS_MAX; read++) {
            List<T> rows = source.read(last, READ_AT_ONCE);
            for (T row : rows) {
                if (seen.size() == limit) {
                    return new Page<>(seen, last);
                }
                last = cursor.apply(row);
                if (visible.test(row)) {
                    seen.add(row);
                }
            }
            if (rows.size() < READ_AT_ONCE) {
                return new Page<>(seen, null);
            }
        }
        return new Page<>(seen, last);
    }
}
