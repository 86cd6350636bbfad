package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.problem.ProblemException;

/** Nobody has a second factor but those whom a test gives one; theirs is always at hand. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
public class StandInSecondFactor implements SecondFactor {
    private final Set<String> enrolled = ConcurrentHashMap.newKeySet();

    public void enrol(String... accounts) {
        enrolled.addAll(List.of(accounts));
    }

    @Override
    public boolean enrolled(String accountId) {
        return enrolled.contains(accountId);
    }

    @Override
    public void use(String accountId, @Nullable String code, String act, byte[] request) {
        if (!enrolled(accountId)) {
            throw ProblemException.of(403, "second-factor-needed", "须两步验证 · A second factor is needed", null);
        }
    }

    @Override
    public void reset(String accountId, String by, @Nullable String why) {
        throw new UnsupportedOperationException();
    }
}
