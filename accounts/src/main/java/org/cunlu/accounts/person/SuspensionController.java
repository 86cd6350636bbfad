package org.cunlu.accounts.person;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;

/** Operators shut accounts of their county out and let them in again, or have them sign in anew. */
@Controller("/api/county/accounts/{accountId}")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class SuspensionController {
    /** @param reason in words, kept sealed */
    @Serdeable
    record Reason(@NotBlank @Size(min = 2, max = 400) String reason) {
        @Override
        public String toString() {
            return "Reason";
        }
    }

    private final Suspending suspending;

    SuspensionController(Suspending suspending) {
        this.suspending = suspending;
    }

    @Put("/suspension")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.suspend")
    void suspend(Caller caller, @PathVariable String accountId, @Body @Valid Reason body) {
        suspending.suspendUnder(caller.accountId(), accountId, body.reason().strip());
    }

    @Delete("/suspension")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.reinstate")
    void reinstate(Caller caller, @PathVariable String accountId) {
        suspending.reinstateUnder(caller.accountId(), accountId);
    }

    /** All of them, on every device; he may come in again. */
    @Delete("/sessions")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.end-sessions")
    void endSessions(Caller caller, @PathVariable String accountId) {
        suspending.endSessionsUnder(caller.accountId(), accountId);
    }
}
