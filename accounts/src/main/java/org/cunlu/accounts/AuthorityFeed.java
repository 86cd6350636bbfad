package org.cunlu.accounts;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells every instance that what an account may do has changed: a role given or ended, suspension, sessions ended. Whoever
 * changes such a thing says so here, in the same transaction; this instance feels it at once, all others within 2 s.
 */
public interface AuthorityFeed {
    /**
     * Joins the caller's transaction; nothing is told when that is rolled back.
     * @param id of an account, or of an outside system's key
     * @throws IllegalStateException when no transaction is under way
     */
    void changed(String id);

    /** @param listener is told, on any thread, the ids of which nothing older than now may be believed */
    void listen(Consumer<Set<String>> listener);

    /** @return longest age of an answer that may be believed now: short while what others commit is not heard */
    Duration believable();
}
