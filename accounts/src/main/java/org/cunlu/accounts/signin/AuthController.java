package org.cunlu.accounts.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignIn.Admitted;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.http.Origins;

/** Sign-up and sign-in. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class AuthController {
    /**
     * @param phone mainland mobile number, any usual writing
     * @param code sent to it for SIGN_IN
     * @param password 8 to 128 characters; without one its owner signs in by codes
     * @param serviceVersion of the text that was shown, as {@code GET /api/auth/purposes} has it; the one that holds when left
     *     out
     */
    @Serdeable
    record SignUp(
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 20) String code,
            @Nullable @Size(min = 8, max = 128) String password,
            @NotBlank @Size(max = 60) String name,
            @Nullable Integer serviceVersion) {
        @Override
        public String toString() {
            return "SignUp";
        }
    }

    @Serdeable
    record SignIn(
            @NotBlank @Size(max = 30) String phone,
            @NotNull @Size(min = 1, max = 128) String password) {
        @Override
        public String toString() {
            return "SignIn";
        }
    }

    /** @param code sent for SIGN_IN */
    @Serdeable
    record SignInByCode(
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "SignInByCode";
        }
    }

    private final SigningIn signingIn;
    private final Sessions sessions;
    private final Origins origins;

    AuthController(SigningIn signingIn, Sessions sessions, Origins origins) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.origins = origins;
    }

    @Post("/sign-up")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    Tokens signUp(@Body @Valid SignUp body, HttpRequest<?> request) {
        Origin origin = origins.of(request);
        return open(
                signingIn.signUp(
                        body.phone(), body.code(), body.password(), body.name(), body.serviceVersion(), origin),
                origin);
    }

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens signIn(@Body @Valid SignIn body, HttpRequest<?> request) {
        Origin origin = origins.of(request);
        return open(signingIn.password(body.phone(), body.password(), origin), origin);
    }

    @Post("/sign-in/code")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens signInByCode(@Body @Valid SignInByCode body, HttpRequest<?> request) {
        Origin origin = origins.of(request);
        return open(signingIn.code(body.phone(), body.code(), origin), origin);
    }

    private Tokens open(Admitted admitted, Origin origin) {
        return sessions.open(admitted.accountId(), origin, admitted.way());
    }
}
