package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.cunlu.accounts.RealNames;
import org.cunlu.accounts.VerifiedNames;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Nobody's name is verified but those that a test says. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
public class StandInRealNames implements RealNames, VerifiedNames {
    public static final String NAME = "=张三丰";

    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private final List<String> looks = new ArrayList<>();

    public void verify(String account) {
        verified.add(account);
    }

    /** @return who looked at whom and why */
    public List<String> looks() {
        return looks;
    }

    @Override
    public Optional<Verified> of(String accountId) {
        return verified.contains(accountId)
                ? Optional.of(new Verified("V000000000001", "ID_CARD", "张**", "5****************X", Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public void demand(String accountId) {
        if (!verified.contains(accountId)) {
            throw ProblemException.of(403, "real-name-needed", "须先实名 · The real name has to be verified first", null);
        }
    }

    @Override
    public Map<String, String> reveal(Caller viewer, Collection<String> accountIds, String what, String why) {
        accountIds.forEach(account -> looks.add(viewer.accountId() + " " + account + " " + what + " " + why));
        return accountIds.stream().filter(verified::contains).collect(Collectors.toMap(id -> id, id -> NAME));
    }
}
