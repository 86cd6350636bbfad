package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.villager.RepresentationTable.Kind;
import org.cunlu.accounts.villager.RepresentationTable.Standing;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Shows records: masked in lists, one at a time in the open, and to whoever acts for whom that he does. */
@Singleton
class VillagerDesk {
    static final String WHAT = "villager";

    private final Keeping keeping;
    private final RepresentationTable representations;
    private final AccountLives lives;
    private final Accounts accounts;
    private final Consents consents;
    private final Looks looks;
    private final Transactions transactions;
    private final Clock clock;

    VillagerDesk(
            Keeping keeping,
            RepresentationTable representations,
            AccountLives lives,
            Accounts accounts,
            Consents consents,
            Looks looks,
            Transactions transactions,
            Clock clock) {
        this.keeping = keeping;
        this.representations = representations;
        this.lives = lives;
        this.accounts = accounts;
        this.consents = consents;
        this.looks = looks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Enough to recognise somebody. */
    @Serdeable
    record Shown(String accountId, String nameMasked, String stationCode, String villageCode, boolean minor) {}

    /** Somebody acts for somebody. @param nameMasked of the other one */
    @Serdeable
    record Represented(
            String representationId,
            String accountId,
            String nameMasked,
            Kind kind,
            Instant from,
            @Nullable Instant until,
            boolean holds) {}

    /** A record in the open. @param consents purposes agreed to now */
    @Serdeable
    record Opened(
            String accountId,
            String name,
            String stationCode,
            String villageCode,
            @Nullable String phoneNote,
            LocalDate birthDate,
            boolean minor,
            List<String> consents,
            List<Represented> representatives,
            Instant createdAt) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Opened[" + accountId + "]";
        }
    }

    Page<Shown> list(Caller keeper, @Nullable String name, String after, int limit) {
        List<Villager> found = keeping.list(keeper, name, after, limit + 1);
        LocalDate today = CountyTime.date(clock.instant());
        Map<String, String> names =
                lives.maskedNames(found.stream().map(Villager::accountId).toList());
        var shown = found.stream()
                .map(villager -> new Shown(
                        villager.accountId(),
                        names.get(villager.accountId()),
                        villager.stationCode(),
                        villager.villageCode(),
                        villager.birth().minor(today)))
                .toList();
        return Page.of(shown, limit, Shown::accountId);
    }

    Opened open(Caller keeper, String accountId, String why) {
        Villager villager = keeping.find(keeper, accountId);
        looks.record(keeper, List.of(accountId), WHAT, why);
        Person person = accounts.person(accountId).orElseThrow(ProblemException::notFound);
        return new Opened(
                accountId,
                person.name(),
                villager.stationCode(),
                villager.villageCode(),
                villager.phoneNote(),
                villager.birth().day(),
                villager.birth().minor(CountyTime.date(clock.instant())),
                consents.given(accountId),
                shown(transactions.read(() -> representations.of(List.of(accountId))), true),
                villager.createdAt());
    }

    Represented shown(Standing standing) {
        return shown(List.of(standing), true).getFirst();
    }

    /** @return whom an account acts for */
    List<Represented> by(String actor) {
        return shown(transactions.read(() -> representations.by(actor)), false);
    }

    private List<Represented> shown(List<Standing> standings, boolean actors) {
        Instant now = clock.instant();
        Map<String, String> names = lives.maskedNames(standings.stream()
                .flatMap(standing -> Stream.of(standing.actorId(), standing.personId()))
                .collect(Collectors.toSet()));
        return standings.stream()
                .map(standing -> {
                    String other = actors ? standing.actorId() : standing.personId();
                    return new Represented(
                            standing.representationId(),
                            other,
                            names.get(other),
                            standing.kind(),
                            standing.from(),
                            standing.until(),
                            standing.holds(now));
                })
                .toList();
    }
}
