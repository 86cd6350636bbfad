package org.cunlu.accounts.code;

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
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.http.Origins;

/** Sends codes to whoever has the phone. The answer is the same for every number that is one. */
@Controller("/api/auth/codes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class CodesController {
    /** @param phone mainland mobile number, any usual writing  @param purpose what the code will be good for */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 30) String phone, @NotNull Codes.Purpose purpose) {
        @Override
        public String toString() {
            return "Wanted[" + purpose + "]";
        }
    }

    /** @param againInSeconds when the next may be asked for */
    @Serdeable
    record OnItsWay(String phoneMasked, long expiresInSeconds, long againInSeconds) {}

    private final Codes codes;
    private final Origins origins;

    CodesController(Codes codes, Origins origins) {
        this.codes = codes;
        this.origins = origins;
    }

    @Post
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Status(HttpStatus.ACCEPTED)
    OnItsWay send(@Body @Valid Wanted body, HttpRequest<?> request) {
        Codes.Sent sent = codes.send(MobileNumber.of(body.phone()), body.purpose(), origins.of(request));
        return new OnItsWay(sent.phoneMasked(), sent.expiresInSeconds(), sent.againInSeconds());
    }
}
