package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;

/** Everybody is 张三, and masked already. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
class StandInRecipients implements Recipients {
    /** Whose all recipients are. */
    static final String OWNER = "0BUYEROFALL00";

    private final Looks looks;

    StandInRecipients(Looks looks) {
        this.looks = looks;
    }

    @Override
    public String keep(String accountId, Recipient recipient) {
        throw new UnsupportedOperationException("nobody here asks");
    }

    @Override
    public Map<String, Recipient> find(String accountId, Collection<String> recipientIds) {
        throw new UnsupportedOperationException("nobody here asks");
    }

    @Override
    public Map<String, Recipient> reveal(Caller viewer, Collection<String> recipientIds, String what, String why) {
        looks.record(viewer, List.of(OWNER), what, why);
        return recipientIds.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> new Recipient("张三丰", "13812345678", null)));
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        throw new UnsupportedOperationException("nobody here asks");
    }

    @Override
    public Map<String, Recipient> masked(Collection<String> recipientIds) {
        return recipientIds.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> new Recipient("张**", "138****5678", null)));
    }
}
