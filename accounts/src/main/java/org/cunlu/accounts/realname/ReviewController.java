package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.realname.IdentityDocument.Kind;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** Documents of the county's people, checked by an operator. */
@Controller("/api/county/verifications")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class ReviewController {
    @Serdeable
    record Waiting(
            String verificationId,
            String accountId,
            Kind document,
            String nameMasked,
            String numberMasked,
            @Nullable String fileReference,
            @Nullable LocalDate validUntil,
            Instant handedInAt) {}

    /** In the open. */
    @Serdeable
    record Opened(String verificationId, String accountId, Kind document, String name, String number) {
        @Override
        public String toString() {
            return "Opened[" + verificationId + "]";
        }
    }

    /** @param reason what was held against what, or why not */
    @Serdeable
    record Decision(@NotBlank @Size(max = 200) String reason) {}

    private final Reviewing reviewing;

    ReviewController(Reviewing reviewing) {
        this.reviewing = reviewing;
    }

    /** What waits, masked, the oldest first. */
    @Get
    Page<Waiting> pending(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        List<Waiting> rows = reviewing.pending(caller, Ids.isId(cursor) ? cursor : "", most + 1).stream()
                .map(ReviewController::waiting)
                .toList();
        return Page.of(rows, most, Waiting::verificationId);
    }

    /** In the open; the look is logged. @param why what it is needed for */
    @Get("/{verificationId}")
    Opened open(
            Caller caller,
            @PathVariable @Size(max = 13) String verificationId,
            @QueryValue @Size(max = 200) String why) {
        Verification one = reviewing.open(caller, verificationId, why);
        return new Opened(
                one.verificationId(),
                one.accountId(),
                one.document().kind(),
                one.name(),
                one.document().number());
    }

    @Post("/{verificationId}/approve")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.verify")
    void approve(Caller caller, @PathVariable @Size(max = 13) String verificationId, @Body @Valid Decision decision) {
        reviewing.decide(caller, verificationId, State.APPROVED, decision.reason());
    }

    @Post("/{verificationId}/decline")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.verify")
    void decline(Caller caller, @PathVariable @Size(max = 13) String verificationId, @Body @Valid Decision decision) {
        reviewing.decide(caller, verificationId, State.DECLINED, decision.reason());
    }

    private static Waiting waiting(Verification one) {
        return new Waiting(
                one.verificationId(),
                one.accountId(),
                one.document().kind(),
                new FullName(one.name()).masked(),
                one.document().masked(),
                one.fileReference(),
                one.validUntil(),
                one.handedInAt());
    }
}
