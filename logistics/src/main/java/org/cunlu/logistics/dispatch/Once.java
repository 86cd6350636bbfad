package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;

/** What is asked twice with one key is done once. */
@Singleton
class Once {
    private final Idempotency idempotency;
    private final Transactions transactions;

    Once(Idempotency idempotency, Transactions transactions) {
        this.idempotency = idempotency;
        this.transactions = transactions;
    }

    /** @param plan id @param what everything else that was asked, as text */
    @Serdeable
    record Asked(String plan, String what) {}

    /** @return the answer that was given to the same before */
    <R> Optional<R> remembered(Caller caller, String operation, @Nullable String key, Object request, Class<R> answer) {
        return key == null
                ? Optional.empty()
                : idempotency.remembered(caller.accountId(), operation, key, request, answer);
    }

    /** In one transaction; without a key it is done each time it is asked. */
    <R> R once(
            Caller caller,
            String operation,
            @Nullable String key,
            Object request,
            Class<R> answer,
            Supplier<R> effect) {
        return key == null
                ? transactions.run(effect)
                : idempotency.once(caller.accountId(), operation, key, request, answer, effect);
    }
}
