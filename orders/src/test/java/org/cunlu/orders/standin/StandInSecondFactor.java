package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.problem.ProblemException;

/** Everybody has a second factor at hand but {@link #WITHOUT}; it is written down for what it was asked. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
public class StandInSecondFactor implements SecondFactor {
    public static final String WITHOUT = "without-factor";

    private final List<String> acts = new CopyOnWriteArrayList<>();

    /** @return each as account and act */
    public List<String> acts() {
        return acts;
    }

    @Override
    public boolean enrolled(String accountId) {
        return !WITHOUT.equals(accountId);
    }

    @Override
    public void use(String accountId, @Nullable String code, String act, byte[] request) {
        if (!enrolled(accountId)) {
            throw ProblemException.of(403, "second-factor-needed", "须两步验证 · A second factor is needed", null);
        }
        acts.add(accountId + " " + act);
    }

    @Override
    public void reset(String accountId, String by, @Nullable String why) {
        throw new UnsupportedOperationException();
    }
}
