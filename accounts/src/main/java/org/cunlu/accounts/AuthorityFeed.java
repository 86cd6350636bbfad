package org.cunlu.accounts;

/**
 * Tells every instance that what an account may do has changed: a role given or ended, suspension, sessions ended. Whoever
 * changes such a thing says so here, in the same transaction; this instance feels it at once, all others within 2 s.
 */
public interface AuthorityFeed {
    /**
     * Joins the caller's transaction; nothing is told when that is rolled back.
     * @throws IllegalStateException when no transaction is under way
     */
    void changed(String accountId);
}
