package org.cunlu.accounts.stepup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.FactorEnrolment;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;

/** One's own second factor. What is shown here is shown once, so no cache may keep it. */
@Controller("/api/auth/second-factor")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class SecondFactorController {
    /** @param recoveryCodesLeft of ten; 0 when none is enrolled */
    @Serdeable
    record State(boolean enrolled, long recoveryCodesLeft) {}

    /** @param password of the account  @param code to its phone, where it has no password */
    @Serdeable
    record Enrol(
            @Nullable @Size(max = 128) String password,
            @Nullable @Size(max = 10) String code) {
        @Override
        public String toString() {
            return "Enrol";
        }
    }

    /** @param secret in base 32, to be typed  @param uri to be shown as a QR code */
    @Serdeable
    record Begun(String secret, String uri) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    @Serdeable
    record Confirmation(@NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    /** @param recoveryCodes ten, each good once in place of a code of the app */
    @Serdeable
    record Recovery(List<String> recoveryCodes) {
        static Recovery of(List<HandCode> codes) {
            return new Recovery(codes.stream().map(HandCode::shown).toList());
        }

        @Override
        public String toString() {
            return "Recovery";
        }
    }

    private final FactorEnrolment enrolment;
    private final SecondFactor secondFactor;
    private final Origins origins;

    SecondFactorController(FactorEnrolment enrolment, SecondFactor secondFactor, Origins origins) {
        this.enrolment = enrolment;
        this.secondFactor = secondFactor;
        this.origins = origins;
    }

    @Get
    State state(Caller caller) {
        return new State(secondFactor.enrolled(caller.accountId()), enrolment.recoveryCodesLeft(caller.accountId()));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @Header(name = "Cache-Control", value = "no-store")
    Begun enrol(Caller caller, @Body @Valid Enrol body, HttpRequest<?> request) {
        var begun = enrolment.begin(caller.accountId(), body.password(), body.code(), origins.of(request));
        return new Begun(begun.secret().base32(), begun.uri());
    }

    @Post("/confirm")
    @Header(name = "Cache-Control", value = "no-store")
    Recovery confirm(Caller caller, @Body @Valid Confirmation body) {
        return Recovery.of(enrolment.confirm(caller.accountId(), body.code()));
    }

    @Post("/recovery-codes")
    @FreshSecondFactor("accounts.recovery-codes")
    @Header(name = "Cache-Control", value = "no-store")
    Recovery replaceRecoveryCodes(Caller caller) {
        return Recovery.of(enrolment.replaceRecoveryCodes(caller.accountId()));
    }

    @Delete
    @FreshSecondFactor("accounts.second-factor")
    @Status(HttpStatus.NO_CONTENT)
    void takeOff(Caller caller) {
        enrolment.takeOff(caller.accountId());
    }
}
