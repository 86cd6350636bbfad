package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.problem.ProblemException;

/** Sessions of those who are signed in: kept going, ended, and who am I. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class SessionController {
    @Serdeable
    record Refresh(@NotBlank @Size(max = 100) String refreshToken) {
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** @param phoneMasked such as 138****8000  @param grants roles that hold now */
    @Serdeable
    record Me(String accountId, String name, @Nullable String phoneMasked, List<Grant> grants) {}

    private final SessionBook sessions;
    private final Accounts accounts;

    SessionController(SessionBook sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens refresh(@Body @Valid Refresh body) {
        return sessions.refresh(body.refreshToken());
    }

    @Post("/sign-out")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void signOut(Authentication authentication) {
        sessions.signOut(authentication.getName(), (String)
                authentication.getAttributes().get(BearerFetcher.SESSION));
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Me me(Caller caller) {
        var person = accounts.person(caller.accountId()).orElseThrow(ProblemException::notFound);
        String phone = person.phone() == null ? null : person.phone().masked();
        return new Me(caller.accountId(), person.name(), phone, caller.grants());
    }
}
