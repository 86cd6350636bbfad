package org.cunlu.accounts.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.CredentialChanges;
import org.cunlu.accounts.CredentialChanges.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;

/** New passwords and new numbers. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class OwnCredentialsController {
    /** Attribute of the authentication that holds the session's id; given by the feature that knows sessions. */
    private static final String SESSION = "sessionId";

    /** @param code sent for RESET_PASSWORD  @param password the new one */
    @Serdeable
    record Forgotten(
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 20) String code,
            @NotNull @Size(min = 8, max = 128) String password) {
        @Override
        public String toString() {
            return "Forgotten";
        }
    }

    @Serdeable
    record NewPassword(
            @NotNull @Size(min = 1, max = 128) String old,
            @NotNull @Size(min = 8, max = 128) String password) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** @param phone the new one  @param code sent to it for NEW_PHONE */
    @Serdeable
    record NewPhone(
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 20) String code,
            @NotNull @Size(min = 1, max = 128) String password) {
        @Override
        public String toString() {
            return "NewPhone";
        }
    }

    private final CredentialChanges own;
    private final Origins origins;

    OwnCredentialsController(CredentialChanges own, Origins origins) {
        this.own = own;
        this.origins = origins;
    }

    @Post("/password/forgotten")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.NO_CONTENT)
    void forgotten(@Body @Valid Forgotten body, HttpRequest<?> request) {
        own.forgotten(body.phone(), body.code(), body.password(), origins.of(request));
    }

    @Put("/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void password(Caller caller, Authentication authentication, @Body @Valid NewPassword body, HttpRequest<?> request) {
        own.changePassword(owner(caller, authentication, request), body.old(), body.password());
    }

    @Put("/phone")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void phone(
            Caller caller,
            Authentication authentication,
            @Body @Valid NewPhone body,
            @Nullable @Header("Second-Factor") String factor,
            HttpRequest<?> request) {
        own.changePhone(owner(caller, authentication, request), body.phone(), body.code(), body.password(), factor);
    }

    private Owner owner(Caller caller, Authentication authentication, HttpRequest<?> request) {
        return new Owner(
                caller.accountId(), (String) authentication.getAttributes().get(SESSION), origins.of(request));
    }
}
