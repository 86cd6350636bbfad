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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.Purposes;
import org.cunlu.accounts.Purposes.Asked;
import org.cunlu.kernel.caller.Caller;

/** What I agree to; a guardian also for his ward. Given and withdrawn by one call each, and repeatable. */
@Controller("/api/auth/consents")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class ConsentController {
    private final Purposes purposes;

    ConsentController(Purposes purposes) {
        this.purposes = purposes;
    }

    /** @param person of whom the caller is guardian; the caller himself when left out */
    @Get
    List<Asked> list(Caller caller, @Nullable @QueryValue @Size(max = 13) String person) {
        return purposes.asked(caller.accountId(), person);
    }

    @Put("/{purpose}")
    @Status(HttpStatus.NO_CONTENT)
    void give(
            Caller caller,
            @PathVariable @Size(max = 40) String purpose,
            @Nullable @QueryValue @Size(max = 13) String person) {
        purposes.give(caller.accountId(), person, purpose);
    }

    @Delete("/{purpose}")
    @Status(HttpStatus.NO_CONTENT)
    void withdraw(
            Caller caller,
            @PathVariable @Size(max = 40) String purpose,
            @Nullable @QueryValue @Size(max = 13) String person) {
        purposes.withdraw(caller.accountId(), person, purpose);
    }
}
