package org.cunlu.accounts.apikey;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.memory.ShortMemory;

/**
 * Keys as they stand, asked at every request of an outside system; remembered until the feed tells of a change, as sessions
 * are. A key that does not exist is not remembered.
 */
@Context
class KeyRing {
    private static final int REMEMBERED_MAX = 5_000;

    private final ApiKeyTable table;
    private final Transactions transactions;
    private final ExecutorService blocking;
    private final ShortMemory<Optional<ApiKey>> memory;

    KeyRing(
            ApiKeyTable table,
            AuthorityFeed feed,
            Transactions transactions,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.table = table;
        this.transactions = transactions;
        this.blocking = blocking;
        this.memory = new ShortMemory<>(REMEMBERED_MAX, feed::believable, Optional::isPresent);
        feed.listen(memory::forget);
    }

    /** Many requests with one key at once ask the database once. */
    CompletableFuture<Optional<ApiKey>> of(String keyId) {
        return memory.of(
                keyId,
                keyId,
                () -> CompletableFuture.supplyAsync(() -> transactions.read(() -> table.find(keyId)), blocking));
    }

    /** @return whether this instance has seen such a key lately */
    boolean knows(String keyId) {
        return memory.knows(keyId);
    }
}
