package org.cunlu.orders.remitting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.remitting.RemittanceTable.BankLine;
import org.cunlu.orders.remitting.RemittanceTable.Remittance;

/** Cash that is brought to the bank, and the bank's lines. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class RemittanceController {
    private static final String NEWEST = "~";

    private final Remitting remitting;

    RemittanceController(Remitting remitting) {
        this.remitting = remitting;
    }

    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 32) String node,
            @NotNull @Positive @Max(1_000_000_000L) Long fen) {}

    @Serdeable
    record Settling(@NotBlank @Size(max = 13) String remittanceId) {}

    /** What a node brought, the newest first. */
    @Get("/station/cash/remittances")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Page<Remittance> list(
            @Parameter(hidden = true) Caller caller,
            @QueryValue @NotBlank @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                remitting.of(caller, node, cursor == null ? NEWEST : cursor, most + 1), most, Remittance::remittanceId);
    }

    /** Cash goes to the bank; its number belongs on the slip. */
    @Post("/station/cash/remittances")
    @Status(HttpStatus.CREATED)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Remittance bring(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Wanted wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return remitting.bring(caller, wanted.node(), wanted.fen(), key);
    }

    /** Reads the bank's file, {@code serial,date,yuan,reference}; other columns are passed over, and lines read before are too. */
    @Post("/county/settlement/bank-lines")
    @Consumes(MediaType.ALL)
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.bank-lines")
    @Tag(name = "county")
    Remitting.Report read(@Parameter(hidden = true) Caller caller, @Body @Size(max = 5_000_000) String csv) {
        return remitting.read(caller, csv);
    }

    /** Lines that fit nothing. */
    @Get("/county/settlement/bank-lines/unmatched")
    @Secured("COUNTY_OPERATOR")
    @Tag(name = "county")
    Page<BankLine> unmatched(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 64) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(remitting.unmatched(caller, cursor == null ? "" : cursor, most + 1), most, BankLine::serial);
    }

    /** Says which remittance an unmatched line is; not who brought it himself. */
    @Post("/county/settlement/bank-lines/{serial}/remittance")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.bank-lines")
    @Tag(name = "county")
    BankLine settle(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 64) String serial,
            @Body @Valid Settling settling) {
        return remitting.settle(caller, serial, settling.remittanceId());
    }
}
