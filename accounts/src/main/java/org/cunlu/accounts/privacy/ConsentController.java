package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Representation;
import org.cunlu.accounts.privacy.ConsentTable.Consent;
import org.cunlu.accounts.privacy.PurposeTable.Purpose;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** What I agree to; a guardian also for his ward. Given and withdrawn by one call each, and repeatable. */
@Controller("/api/auth/consents")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class ConsentController {
    private final Consents consents;
    private final PurposeTable purposes;
    private final ConsentTable table;
    private final Representation representation;
    private final Transactions transactions;
    private final Clock clock;

    ConsentController(
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

    /** A purpose with its text. @param given whether its current version is agreed to  @param history the oldest first */
    @Serdeable
    record Asked(Purpose purpose, boolean given, List<Consent> history) {}

    /** @param person of whom the caller is guardian; the caller himself when left out */
    @Get
    List<Asked> list(Caller caller, @Nullable @QueryValue @Size(max = 13) String person) {
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

    @Put("/{purpose}")
    @Status(HttpStatus.NO_CONTENT)
    void give(
            Caller caller,
            @PathVariable @Size(max = 40) String purpose,
            @Nullable @QueryValue @Size(max = 13) String person) {
        demandOffered(purpose);
        var agreement = new Consents.Agreement(
                Consents.Way.ONLINE, CountyTime.date(clock.instant()), caller.accountId(), caller.accountId(), null);
        consents.give(whose(caller, person), purpose, agreement);
    }

    @Delete("/{purpose}")
    @Status(HttpStatus.NO_CONTENT)
    void withdraw(
            Caller caller,
            @PathVariable @Size(max = 40) String purpose,
            @Nullable @QueryValue @Size(max = 13) String person) {
        demandOffered(purpose);
        consents.withdraw(whose(caller, person), purpose, caller.accountId());
    }

    /** A record at a station begins and ends there. */
    private static void demandOffered(String purpose) {
        if (purpose.equals(Consents.VILLAGE_RECORD)) {
            throw ProblemException.notFound();
        }
    }

    private String whose(Caller caller, @Nullable String person) {
        if (person == null || person.equals(caller.accountId())) {
            return caller.accountId();
        }
        if (!representation.guards(caller.accountId(), person)) {
            throw ProblemException.notFound();
        }
        return person;
    }
}
