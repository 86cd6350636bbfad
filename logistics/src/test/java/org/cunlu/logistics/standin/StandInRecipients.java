package org.cunlu.logistics.standin;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;

/** Everybody is 张三, and masked already. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
class StandInRecipients implements Recipients {
    private final Looks looks;
    private final BeanProvider<Accounts> accounts;
    /** Whose all recipients are; a real account, because the audit asks who it is that was looked at. */
    private String owner;

    StandInRecipients(Looks looks, BeanProvider<Accounts> accounts) {
        this.looks = looks;
        this.accounts = accounts;
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
        looks.record(viewer, List.of(owner()), what, why);
        return recipientIds.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> new Recipient("张三丰", "13812345678", null)));
    }

    private synchronized String owner() {
        if (owner == null) {
            String phone =
                    "137" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
            owner = accounts.get().register(phone, "cedar-4821-storm", "张三丰");
        }
        return owner;
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
