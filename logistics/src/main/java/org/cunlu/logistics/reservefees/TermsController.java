package org.cunlu.logistics.reservefees;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Rates of interest and rules of fees of a level, each with its source beside it. */
@Controller("/api/reserve/fee-terms")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@Tag(name = "reserve")
class TermsController {
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final String CODE_OR_ALL = "\\*|" + CODE;
    private static final int BP_MAX = 20_000;

    private final Terms terms;

    TermsController(Terms terms) {
        this.terms = terms;
    }

    /** @param ppm millionths a year: 3.45 % is 34500 @param yearDays 360 or 365 */
    @Serdeable
    @Schema(name = "ReserveRate")
    record NewRate(
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @NotNull @PositiveOrZero Integer ppm,
            @NotNull Integer yearDays,
            @NotBlank @Size(max = 300) String source) {}

    /** @param seen version that was seen, 0 for none @param rates the whole table, without gap */
    @Serdeable
    record NewRates(
            @PositiveOrZero int seen,
            @NotEmpty @Size(max = 500) List<@Valid @NotNull NewRate> rates) {}

    @Serdeable
    record Rates(String levelCode, String code, int version, List<RateTable.Rate> rates) {}

    /** See the rule; basis points of the contract's quantity. @param seen version that was seen, 0 for none */
    @Serdeable
    record NewRule(
            @PositiveOrZero int seen,
            @NotNull @Pattern(regexp = CODE) String programme,
            @NotNull @Pattern(regexp = CODE_OR_ALL) String commodity,
            @NotNull @Pattern(regexp = CODE_OR_ALL) String contractId,
            @NotNull @Pattern(regexp = CODE) String rateCode,
            @Min(0) @Max(BP_MAX) int dayBp,
            @Min(0) @Max(BP_MAX) int averageBp,
            @Min(0) @Max(BP_MAX) int monthEndBp,
            @Min(0) @Max(BP_MAX) int intakeBp,
            @Min(0) @Max(1_000_000_000_000L) long baseStockGrams,
            @Min(0) @Max(1_000_000_000_000L) long baseIntakeGrams,
            @NotNull FeeRule.Clawback clawback,
            boolean gapPaysStorage,
            @Min(360) @Max(366) int feeYearDays,
            @NotBlank @Size(max = 300) String source) {}

    @Serdeable
    record Rule(int version, FeeRule rule) {}

    @Serdeable
    record Rules(List<Rule> items) {}

    @Get("/rates/{code}")
    Rates rates(Caller caller, @QueryValue @Pattern(regexp = CODE) String level, @PathVariable String code) {
        Reach.demand(caller, level, Reach.READERS);
        return shown(level, terms.rates(level, code).orElseThrow(ProblemException::notFound));
    }

    /** The whole table anew, without gap and overlap. */
    @Put("/rates/{code}")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-rates")
    Rates set(
            Caller caller,
            @QueryValue @Pattern(regexp = CODE) String level,
            @PathVariable @Pattern(regexp = CODE) String code,
            @Body @Valid NewRates body) {
        List<RateTable.Rate> rates = body.rates().stream()
                .map(each -> new RateTable.Rate(
                        each.from(),
                        each.until(),
                        each.ppm(),
                        each.yearDays(),
                        each.source().strip()))
                .toList();
        return shown(level, terms.set(caller, level, code, body.seen(), rates));
    }

    @Get("/rules")
    Rules rules(Caller caller, @QueryValue @Pattern(regexp = CODE) String level) {
        Reach.demand(caller, level, Reach.READERS);
        return new Rules(terms.rules(level).stream()
                .map(each -> new Rule(each.version(), each.rule()))
                .toList());
    }

    @Put("/rules")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-fee-rule")
    Rule set(Caller caller, @QueryValue @Pattern(regexp = CODE) String level, @Body @Valid NewRule body) {
        var rule = new FeeRule(
                body.programme(),
                body.commodity(),
                body.contractId(),
                body.rateCode(),
                body.dayBp(),
                body.averageBp(),
                body.monthEndBp(),
                body.intakeBp(),
                body.baseStockGrams(),
                body.baseIntakeGrams(),
                body.clawback(),
                body.gapPaysStorage(),
                body.feeYearDays(),
                body.source().strip());
        TermsTable.Versioned kept = terms.set(caller, level, body.seen(), rule);
        return new Rule(kept.version(), kept.rule());
    }

    private static Rates shown(String level, RateTable table) {
        return new Rates(level, table.code(), table.version(), table.rates());
    }
}
