package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Purposes;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** What somebody is asked about online: himself, or as a guardian for his ward. */
@Singleton
class AskedPurposes implements Purposes {
    private final Consents consents;
    private final PurposeTable purposes;
    private final ConsentTable table;
    private final Representation representation;
    private final Transactions transactions;
    private final Clock clock;

    AskedPurposes(
            Consents consents,
            PurposeTable purposes,
            ConsentTable table,
            Representation representation,
            Transactions transactions,
            Clock clock) {
        this.consents = consents;
        this.purposes = purposes;
        this.table = table;
        this.representation = representation;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Purpose> current(String purpose) {
        return transactions.read(() -> purposes.current(purpose, clock.instant()));
    }

    @Override
    public List<Asked> asked(String caller, @Nullable String person) {
        String whose = whose(caller, person);
        return transactions.read(() -> {
            List<Consent> all = table.of(List.of(whose));
            return purposes.current(clock.instant()).stream()
                    .map(purpose -> asked(purpose, all))
                    .filter(asked -> !asked.purpose().purpose().equals(Consents.VILLAGE_RECORD)
                            || !asked.history().isEmpty())
                    .toList();
        });
    }

    private static Asked asked(Purpose purpose, List<Consent> all) {
        List<Consent> history = all.stream()
                .filter(consent -> consent.purpose().equals(purpose.purpose()))
                .toList();
        boolean given =
                history.stream().anyMatch(consent -> consent.standing() && consent.version() == purpose.version());
        return new Asked(purpose, given, history);
    }

    @Override
    public void give(String caller, @Nullable String person, String purpose) {
        demandOffered(purpose);
        var agreement =
                new Consents.Agreement(Consents.Way.ONLINE, CountyTime.date(clock.instant()), caller, caller, null);
        consents.give(whose(caller, person), purpose, agreement);
    }

    @Override
    public void withdraw(String caller, @Nullable String person, String purpose) {
        demandOffered(purpose);
        consents.withdraw(whose(caller, person), purpose, caller);
    }

    /** A record at a station begins and ends there. */
    private static void demandOffered(String purpose) {
        if (purpose.equals(Consents.VILLAGE_RECORD)) {
            throw ProblemException.notFound();
        }
    }

    private String whose(String caller, @Nullable String person) {
        if (person == null || person.equals(caller)) {
            return caller;
        }
        if (!representation.guards(caller, person)) {
            throw ProblemException.notFound();
        }
        return person;
    }
}
