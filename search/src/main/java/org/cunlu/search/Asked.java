package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** What people look for: each his own, and what many look for. */
public interface Asked {
    /**
     * Keeps what somebody asked for and found, for himself. Long texts and numbers are not kept: they may tell of people. Never
     * fails, and never makes whoever searches wait for another.
     */
    void remember(String accountId, @Nullable String words);

    /** @return what the account asked for, the newest first, at most 30 */
    List<String> of(String accountId);

    /** @param words null for all */
    void forget(String accountId, @Nullable String words);

    /** @return what so many people asked for lately that it tells of none of them, and what still finds something; at most 8 */
    List<String> hot();
}
