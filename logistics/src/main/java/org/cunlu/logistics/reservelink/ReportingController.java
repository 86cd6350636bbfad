package org.cunlu.logistics.reservelink;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;

/** Files reports for the authorities above, and says which key reads which level. */
@Controller("/api/reserve")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "reserve")
class ReportingController {
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final String KEY = "[A-Za-z0-9]{1,32}";

    private final Linkage linkage;

    ReportingController(Linkage linkage) {
        this.linkage = linkage;
    }

    /** @param until a day that is over @param why for the trail; of a correction what was wrong */
    @Serdeable
    @Schema(name = "ReserveReportWanted")
    record Wanted(
            @NotNull @Pattern(regexp = CODE) String levelCode,
            @NotNull LocalDate until,
            @NotBlank @Size(max = 300) String why) {}

    @Post("/reports")
    @Secured("RESERVE_OFFICER")
    Filed file(Caller caller, @Body @Valid Wanted body) {
        return linkage.file(caller, body.levelCode(), body.until(), body.why().strip());
    }

    /** A key of the county (`/api/county/keys`, scope RESERVE_LINKAGE) reads this level from now on. */
    @Put("/links/{keyId}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-link")
    void open(
            Caller caller,
            @PathVariable @Pattern(regexp = KEY) String keyId,
            @QueryValue @Pattern(regexp = CODE) String level) {
        linkage.open(caller, level, keyId);
    }

    @Delete("/links/{keyId}")
    @Status(HttpStatus.NO_CONTENT)
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-link")
    void shut(
            Caller caller,
            @PathVariable @Pattern(regexp = KEY) String keyId,
            @QueryValue @Pattern(regexp = CODE) String level) {
        linkage.shut(caller, level, keyId);
    }
}
