package org.cunlu.accounts.signin;

import io.micronaut.http.HttpRequest;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.problem.ProblemException;

/** Sign-up, sign-in, and who am I. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class AuthController {
    /** @param phone mainland mobile number, any usual writing  @param password 8 to 128 characters */
    @Serdeable
    record SignUp(
            @NotBlank @Size(max = 30) String phone,
            @NotNull @Size(min = 8, max = 128) String password,
            @NotBlank @Size(max = 60) String name) {
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

    @Serdeable
    record Refresh(@NotBlank @Size(max = 100) String refreshToken) {
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** @param phoneMasked such as 138****8000  @param grants roles that hold now */
    @Serdeable
    record Me(String accountId, String name, String phoneMasked, List<Grant> grants) {}

    private final SigningIn signingIn;
    private final Sessions sessions;
    private final AccountTable accounts;
    private final Transactions transactions;
    private final ClientAddress address;

    AuthController(
            SigningIn signingIn,
            Sessions sessions,
            AccountTable accounts,
            Transactions transactions,
            ClientAddress address) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.accounts = accounts;
        this.transactions = transactions;
        this.address = address;
    }

    @Post("/sign-up")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.CREATED)
    Tokens signUp(@Body @Valid SignUp body, HttpRequest<?> request) {
        return signingIn.signUp(body.phone(), body.password(), body.name(), address.of(request));
    }

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens signIn(@Body @Valid SignIn body, HttpRequest<?> request) {
        return signingIn.signIn(body.phone(), body.password(), address.of(request));
    }

    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens refresh(@Body @Valid Refresh body) {
        return signingIn.refresh(body.refreshToken());
    }

    @Post("/sign-out")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void signOut(Authentication authentication) {
        sessions.signOut((String) authentication.getAttributes().get(BearerFetcher.SESSION));
    }

    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Me me(Caller caller) {
        var person =
                transactions.read(() -> accounts.person(caller.accountId())).orElseThrow(ProblemException::notFound);
        return new Me(caller.accountId(), person.name(), person.phone().masked(), caller.grants());
    }
}
