package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Representation;
import org.cunlu.accounts.ServedVillagers;
import org.cunlu.accounts.villager.VillagerController.NewVillager;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Finds whom a keeper serves, or begins a record of him. */
@Singleton
class Serving implements ServedVillagers {
    private static final int SAME_NAME_MAX = 50;

    private final Keeping keeping;
    private final VillagerTable table;
    private final Accounts accounts;
    private final AccountLives lives;
    private final Representation representation;
    private final Transactions transactions;
    private final Clock clock;

    Serving(
            Keeping keeping,
            VillagerTable table,
            Accounts accounts,
            AccountLives lives,
            Representation representation,
            Transactions transactions,
            Clock clock) {
        this.keeping = keeping;
        this.table = table;
        this.accounts = accounts;
        this.lives = lives;
        this.representation = representation;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String station(Caller keeper, @Nullable String stationCode) {
        return Keeping.station(keeper, stationCode);
    }

    @Override
    public void check(Agreed agreed) {
        noted(agreed).check(CountyTime.date(clock.instant()));
    }

    @Override
    public String serve(Caller keeper, Villager villager, Agreed agreed) {
        transactions.require();
        check(agreed);
        keeping.demandKnown(villager.villageCode());
        LocalDate today = CountyTime.date(clock.instant());
        if (Birth.of(villager.birthDate(), today).minor(today)) {
            throw minor();
        }
        String station = Keeping.station(keeper, villager.stationCode());
        String accountId = ofPhone(villager)
                .or(() -> ofRecord(station, villager))
                .orElseGet(() -> begin(keeper, station, villager, agreed));
        if (representation.minor(accountId)) {
            throw minor();
        }
        if (representation.mayActFor(keeper.accountId(), accountId)) {
            throw ProblemException.of(
                    403,
                    "own-order",
                    "站长不能在柜台为自己或所代理的人下单 · Nobody serves himself, or whom he acts for, at his counter",
                    "请用自己的账号下单 · Order by your own account");
        }
        return accountId;
    }

    /** The number alone is not he: a family often shares one. */
    private Optional<String> ofPhone(Villager villager) {
        return accounts.byPhone(villager.phone().e164())
                .filter(accounts::active)
                .filter(accountId -> accounts.person(accountId)
                        .filter(person -> spelling(person.name()).equals(spelling(villager.name())))
                        .isPresent())
                .filter(accountId -> born(accountId)
                        .map(day -> day.equals(villager.birthDate()))
                        .orElse(true));
    }

    /** As the record tells that he took over; empty for whom nobody ever kept one. */
    private Optional<LocalDate> born(String accountId) {
        var records = new ArrayList<String>(lives.mergedInto(accountId));
        records.add(accountId);
        return table.born(records);
    }

    private Optional<String> ofRecord(String station, Villager villager) {
        return table.of(List.of(station), new FullName(villager.name()), "", SAME_NAME_MAX).stream()
                .filter(kept -> kept.birth().day().equals(villager.birthDate()))
                .filter(kept -> kept.phoneNote() == null || same(kept.phoneNote(), villager.phone()))
                .map(org.cunlu.accounts.villager.Villager::accountId)
                .findFirst();
    }

    private String begin(Caller keeper, String station, Villager villager, Agreed agreed) {
        return keeping.keep(
                        keeper,
                        new NewVillager(
                                station,
                                villager.name(),
                                villager.villageCode(),
                                villager.phone().e164(),
                                villager.birthDate(),
                                noted(agreed),
                                null))
                .accountId();
    }

    /** A note that is no number tells nothing against him. */
    private static boolean same(String note, MobileNumber phone) {
        try {
            return MobileNumber.of(note).equals(phone);
        } catch (ProblemException e) {
            return true;
        }
    }

    private static org.cunlu.accounts.villager.Agreed noted(Agreed agreed) {
        return new org.cunlu.accounts.villager.Agreed(agreed.way(), agreed.on(), agreed.reference());
    }

    private static String spelling(String name) {
        return new FullName(name).searchable();
    }

    private static ProblemException minor() {
        return ProblemException.of(
                        409,
                        "guardian-needed",
                        "未成年人不能由站长代下单 · No orders are placed for a minor at the counter",
                        "请由监护人下单 · His guardian orders for him")
                .field("birthDate");
    }
}
