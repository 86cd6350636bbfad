package org.cunlu.logistics.standin;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;

/** Everybody is 张三丰, but those whom a test names, and masked already. Keeps what they are told. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
public class StandInRecipients implements Recipients {
    public static final String ANYBODY = "RECIPIENT0001";

    /** What somebody was told. */
    public record Told(String recipientId, Notices.Kind kind, Map<String, String> facts) {}

    private record Named(String name, String phone, String representative) {}

    private static final Named SANFENG = new Named("张三丰", "13812345678", null);

    private final Map<String, Named> named = new ConcurrentHashMap<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Looks looks;
    private final BeanProvider<Accounts> accounts;
    /** Whose all recipients are; a real account, because the audit asks who it is that was looked at. */
    private String owner;

    StandInRecipients(Looks looks, BeanProvider<Accounts> accounts) {
        this.looks = looks;
        this.accounts = accounts;
    }

    /** @param representative the number of who may collect for him; null for nobody */
    public void name(String recipientId, String name, String phone, String representative) {
        named.put(recipientId, new Named(name, phone, representative));
    }

    public List<Told> told(String recipientId) {
        return told.stream()
                .filter(each -> each.recipientId().equals(recipientId))
                .toList();
    }

    private Named of(String recipientId) {
        return named.getOrDefault(recipientId, SANFENG);
    }

    @Override
    public void tell(String recipientId, Notices.Kind kind, Map<String, String> facts) {
        told.add(new Told(recipientId, kind, facts));
    }

    @Override
    public Set<String> alike(String recipientId, Collection<String> among) {
        Named one = of(recipientId);
        return among.stream()
                .filter(other ->
                        of(other).name().equals(one.name()) && of(other).phone().equals(one.phone()))
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, As> claimed(
            Collection<String> recipientIds, String name, String phoneTail, String representative) {
        return recipientIds.stream()
                .distinct()
                .filter(id -> of(id).name().equals(name)
                        && (phoneTail == null
                                ? representative.equals(of(id).representative())
                                : of(id).phone().endsWith(phoneTail)))
                .collect(Collectors.toMap(id -> id, id -> phoneTail == null ? As.REPRESENTATIVE : As.HIMSELF));
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
