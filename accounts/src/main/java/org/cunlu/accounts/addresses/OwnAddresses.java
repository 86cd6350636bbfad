package org.cunlu.accounts.addresses;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.VillageRegister;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;

/** Changes of one account's addresses wait for each other at the account: so the bound holds, and one is the usual one. */
@Singleton
class OwnAddresses implements AddressBook {
    private final AddressTable table;
    private final AccountLives lives;
    private final List<VillageRegister> villages;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    OwnAddresses(
            AddressTable table,
            AccountLives lives,
            List<VillageRegister> villages,
            Idempotency idempotency,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.lives = lives;
        this.villages = villages;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is remembered of an added address: its id, and nothing of the person. */
    @Serdeable
    record Added(String addressId) {}

    @Override
    public List<Kept> of(String accountId) {
        return transactions.read(() -> table.of(accountId));
    }

    @Override
    public Optional<Kept> find(String accountId, String addressId) {
        return transactions.read(() -> table.find(accountId, addressId));
    }

    @Override
    public String add(String accountId, String key, Address address) {
        Address whole = whole(address);
        return idempotency
                .once(
                        accountId,
                        "accounts.address",
                        key,
                        address,
                        Added.class,
                        () -> new Added(keep(accountId, whole).orElseThrow(OwnAddresses::full)))
                .addressId();
    }

    @Override
    public boolean remember(String accountId, Address address) {
        Address whole;
        try {
            whole = whole(address);
        } catch (ProblemException noAddress) {
            return false;
        }
        return transactions.run(() -> keep(accountId, whole).isPresent());
    }

    /** @return empty when there are as many as may be */
    private Optional<String> keep(String accountId, Address whole) {
        lock(accountId);
        Optional<String> known = table.same(accountId, whole);
        if (known.isPresent()) {
            return known;
        }
        long before = table.count(accountId);
        if (before >= MAX) {
            return Optional.empty();
        }
        String id = ids.next();
        table.insert(id, accountId, whole, before == 0, clock.instant());
        return Optional.of(id);
    }

    @Override
    public void change(String accountId, String addressId, Address address) {
        act(accountId, addressId, () -> {
            Address whole = whole(address);
            if (table.same(accountId, whole).filter(id -> !id.equals(addressId)).isPresent()) {
                throw ProblemException.of(
                        409,
                        "address-known",
                        "地址簿里已有 · It is there already",
                        "同样的地址已经存过 · The same address stands there");
            }
            table.update(addressId, accountId, whole);
        });
    }

    @Override
    public void makeUsual(String accountId, String addressId) {
        act(accountId, addressId, () -> table.makeUsual(accountId, addressId));
    }

    @Override
    public void remove(String accountId, String addressId) {
        act(accountId, addressId, () -> {
            table.delete(accountId, addressId);
            oneIsUsual(accountId);
        });
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.run(() -> {
            // Together they may be more than one may add: nothing of a person is thrown away for that.
            table.handOver(fromAccountId, intoAccountId);
            oneIsUsual(intoAccountId);
        });
    }

    private void oneIsUsual(String accountId) {
        table.of(accountId).stream()
                .findFirst()
                .filter(first -> !first.usual())
                .ifPresent(first -> table.makeUsual(accountId, first.addressId()));
    }

    private void act(String accountId, String addressId, Runnable deed) {
        transactions.run(() -> {
            lock(accountId);
            if (table.find(accountId, addressId).isEmpty()) {
                throw ProblemException.notFound();
            }
            deed.run();
        });
    }

    private void lock(String accountId) {
        Supplier<ProblemException> gone = ProblemException::notFound;
        lives.lock(accountId)
                .filter(life -> life.state() == AccountState.ACTIVE)
                .orElseThrow(gone);
    }

    /** @return the same without blanks around, the number in its one writing */
    private Address whole(Address address) {
        String name = text(address.name(), "name", "name-invalid", "请填写收货人姓名 · Give the recipient's name");
        String phone = MobileNumber.of(address.phone()).e164();
        Address.Outside outside = address.outside();
        if ((address.villageCode() == null) == (outside == null)) {
            throw ProblemException.invalid(
                    "villageCode", "address-invalid", "村或县外地址，选一个 · Either a village or a place outside the county");
        }
        if (outside == null) {
            if (villages.stream().noneMatch(register -> register.knows(address.villageCode()))) {
                throw ProblemException.invalid(
                        "villageCode", "village-unknown", "不在服务范围的村 · No village of this network");
            }
            return new Address(name, phone, address.villageCode(), null);
        }
        return new Address(
                name,
                phone,
                null,
                new Address.Outside(
                        place(outside.province(), "province"),
                        place(outside.city(), "city"),
                        text(outside.street(), "street", "address-invalid", "请填写街道和门牌 · Fill in street and house")));
    }

    private static String place(String text, String field) {
        return text(text, field, "address-invalid", "请填写省份和城市 · Fill in province and city");
    }

    private static String text(String text, String field, String code, String why) {
        if (text.isBlank() || !PlainText.readable(text)) {
            throw ProblemException.invalid(field, code, why);
        }
        return text.strip();
    }

    private static ProblemException full() {
        return ProblemException.of(
                409,
                "too-many-addresses",
                "地址簿满了 · The address book is full",
                "最多存 " + MAX + " 个，请先删除不用的 · " + MAX + " at most, delete one that you need no more");
    }
}
