package org.cunlu.accounts.privacy;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.db.Transactions;

/** What there is no account without, for whoever is about to sign up. */
@Controller("/api/auth/purposes")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class PurposesController {
    /** @param version to be given as {@code serviceVersion} at sign-up */
    @Serdeable
    record Required(String purpose, int version, String titleZh, String titleEn, String textZh, String textEn) {}

    private final PurposeTable purposes;
    private final Transactions transactions;
    private final Clock clock;

    PurposesController(PurposeTable purposes, Transactions transactions, Clock clock) {
        this.purposes = purposes;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Get
    List<Required> required() {
        return transactions.read(() -> purposes.current(clock.instant())).stream()
                .filter(purpose -> purpose.required())
                .map(purpose -> new Required(
                        purpose.purpose(),
                        purpose.version(),
                        purpose.titleZh(),
                        purpose.titleEn(),
                        purpose.textZh(),
                        purpose.textEn()))
                .toList();
    }
}
