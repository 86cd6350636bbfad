package org.cunlu.orders.subsidy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.subsidy.PersonTable.Person;

/** Subsidy programmes: the county opens them and decides who takes part, buyers ask. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "subsidies")
class SubsidyController {
    private static final String CODE = "[0-9A-Za-z._-]{1,32}";
    /** 1,000 million yuan. */
    private static final long CAP_MAX = 100_000_000_000L;

    private final SubsidyKeeping keeping;

    SubsidyController(SubsidyKeeping keeping) {
        this.keeping = keeping;
    }

    /** See {@link Programme}. */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 120) String name,
            @NotNull @Pattern(regexp = CODE) String fundCode,
            @NotEmpty @Size(max = 12) List<@NotNull @Pattern(regexp = CODE) String> categories,
            @Positive @Max(Programme.BPS_MAX) int bps,
            @Positive @Max(CAP_MAX) long capFen,
            @Positive @Max(CAP_MAX) long buyerCapFen,
            @NotNull Instant validFrom,
            @NotNull Instant validUntil) {
        Programme programme(String id) {
            return new Programme(
                    id,
                    name.strip(),
                    fundCode,
                    categories,
                    bps,
                    capFen,
                    buyerCapFen,
                    validFrom,
                    validUntil,
                    Programme.State.DRAFT,
                    0);
        }
    }

    /** @param document kind of document, such as {@code LOW-INCOME} @param number of it */
    @Serdeable
    record Asking(
            @NotNull @Pattern(regexp = CODE) String document,
            @NotBlank @Size(max = 60) String number) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Asking";
        }
    }

    /** @param number as it stands in the authority's list */
    @Serdeable
    record Proof(@NotBlank @Size(max = 60) String number) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** What runs now, and how far the caller is. */
    @Get("/api/shop/subsidies")
    @Secured("CONSUMER")
    Page<SubsidyKeeping.Offered> offered(@Parameter(hidden = true) Caller caller) {
        return new Page<>(keeping.offered(caller), null);
    }

    @Post("/api/shop/subsidies/{programmeId}/application")
    @Secured("CONSUMER")
    @Status(HttpStatus.OK)
    Person ask(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String programmeId,
            @Body @Valid Asking asking) {
        return keeping.ask(caller, programmeId, asking);
    }

    /** Drafts one; it runs once another operator has approved it. */
    @Post("/api/county/subsidies")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor("orders.subsidy.draft")
    Programme begin(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Wanted wanted) {
        return keeping.begin(caller, key, wanted);
    }

    /** The newest first. */
    @Get("/api/county/subsidies")
    @Secured("COUNTY_OPERATOR")
    Page<Programme> all(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return keeping.all(caller, cursor, Page.limit(limit));
    }

    /** By another than who drafted it. */
    @Post("/api/county/subsidies/{programmeId}/approval")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.OK)
    @FreshSecondFactor("orders.subsidy.open")
    Programme open(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String programmeId) {
        return keeping.open(caller, programmeId);
    }

    /** Also of a draft. */
    @Post("/api/county/subsidies/{programmeId}/closure")
    @Secured("COUNTY_OPERATOR")
    Programme close(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String programmeId) {
        return keeping.close(caller, programmeId);
    }

    /** Who waits for a decision, the oldest first; numbers are not shown. */
    @Get("/api/county/subsidies/{programmeId}/applications")
    @Secured("COUNTY_OPERATOR")
    Page<Person> asked(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String programmeId,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return keeping.asked(caller, programmeId, cursor, Page.limit(limit));
    }

    /** By another than who drafted the programme, and not for himself or somebody for whom he acts. */
    @Post("/api/county/subsidy-applications/{personId}/approval")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.subsidy.approve")
    Person approve(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String personId,
            @Body @Valid Proof proof) {
        return keeping.approve(caller, personId, proof.number());
    }

    @Post("/api/county/subsidy-applications/{personId}/refusal")
    @Secured("COUNTY_OPERATOR")
    Person decline(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String personId) {
        return keeping.decline(caller, personId);
    }
}
