package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.realname.IdentityDocument.Kind;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** My real name. */
@Controller("/api/auth/real-name")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class RealNameController {
    /** As a document writes a name: letters of any script, and what joins its parts. Nothing that cannot be seen. */
    private static final String WRITTEN = "\\p{Zs}*\\p{L}[\\p{L}\\p{M}\\p{Zs}\\p{Pd}·•‧・.,'’()（）]*";

    /**
     * @param name as the document has it
     * @param validUntil the document's own last day; left out when it has none
     * @param fileReference where a copy lies, if one was handed in
     */
    @Serdeable
    record HandIn(
            @NotNull Kind document,

            @NotBlank @Size(max = 60) @Pattern(regexp = WRITTEN)
            String name,

            @NotBlank @Size(max = 40) String number,
            @Nullable LocalDate validUntil,

            @Nullable @Pattern(regexp = "[A-Za-z0-9._/-]{1,120}")
            String fileReference) {
        @Override
        public String toString() {
            return "HandIn";
        }
    }

    /** @param numberMasked its first and last character */
    @Serdeable
    record Mine(
            State state,
            @Nullable Kind document,
            @Nullable String nameMasked,
            @Nullable String numberMasked,
            @Nullable LocalDate validUntil,
            Instant handedInAt,
            @Nullable Instant decidedAt,
            @Nullable String reason) {}

    private final Verifying verifying;
    private final Clock clock;

    RealNameController(Verifying verifying, Clock clock) {
        this.verifying = verifying;
        this.clock = clock;
    }

    /** What I handed in last. 404 when there is nothing. */
    @Get
    Mine mine(Caller caller) {
        return verifying
                .latest(caller.accountId())
                .map(RealNameController::shown)
                .orElseThrow(ProblemException::notFound);
    }

    /** The answer says only that it was taken in; ask for the outcome. */
    @Put
    Mine handIn(Caller caller, @Body @Valid HandIn body) {
        var document = IdentityDocument.of(body.document(), body.number(), CountyTime.date(clock.instant()));
        verifying.handIn(caller.accountId(), document, body.name().strip(), body.validUntil(), body.fileReference());
        return new Mine(
                State.PENDING,
                document.kind(),
                new FullName(body.name().strip()).masked(),
                document.masked(),
                body.validUntil(),
                clock.instant(),
                null,
                null);
    }

    private static Mine shown(Verification last) {
        return new Mine(
                last.state(),
                last.document() == null ? null : last.document().kind(),
                last.name() == null ? null : new FullName(last.name()).masked(),
                last.document() == null ? null : last.document().masked(),
                last.validUntil(),
                last.handedInAt(),
                last.decidedAt(),
                last.reason());
    }
}
