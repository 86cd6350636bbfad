package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
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
import org.cunlu.accounts.Devices;
import org.cunlu.accounts.Devices.Device;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
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
    private final Devices devices;
    private final Accounts accounts;

    SessionController(SessionBook sessions, Devices devices, Accounts accounts) {
        this.sessions = sessions;
        this.devices = devices;
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
        sessions.signOut(authentication.getName(), current(authentication));
    }

    /** Where the caller is signed in. */
    @Get("/sessions")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Page<Device> devices(Authentication authentication) {
        return new Page<>(devices.of(authentication.getName(), current(authentication)), null);
    }

    /** Signs one device out. */
    @Delete("/sessions/{id}")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void signOutOne(Authentication authentication, @PathVariable String id) {
        if (!Ids.isId(id)) {
            throw ProblemException.notFound();
        }
        devices.signOut(authentication.getName(), id);
    }

    /** Signs out everywhere, here too. */
    @Delete("/sessions")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void signOutAll(Authentication authentication) {
        devices.signOutAll(authentication.getName());
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Me me(Caller caller) {
        var person = accounts.person(caller.accountId()).orElseThrow(ProblemException::notFound);
        String phone = person.phone() == null ? null : person.phone().masked();
        return new Me(caller.accountId(), person.name(), phone, caller.grants());
    }

    private static String current(Authentication authentication) {
        return (String) authentication.getAttributes().get(Admission.SESSION);
    }
}
