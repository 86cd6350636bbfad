package org.cunlu.orders.commission;

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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.CommissionDesk;
import org.cunlu.orders.Trade;
import org.cunlu.orders.commission.RuleTable.Proposal;
import org.cunlu.orders.commission.RuleTable.State;

/** What selling costs in the county. One operator proposes a set of rules, another agrees to it. */
@Controller("/api/county/commission-rules")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class RuleController {
    private static final long MOST = CommissionDesk.FEN_MAX;

    private final RuleKeeping keeping;

    RuleController(RuleKeeping keeping) {
        this.keeping = keeping;
    }

    /**
     * A rule. What is absent fits anything; the first rule that fits a line decides.
     * @param shareBps in basis points @param perParcelFen once for the lines of a parcel that it fits
     * @param capFen absent for no limit @param from first day @param until last day
     */
    @Serdeable
    record RuleView(
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String category,
            @Nullable @Size(min = 1, max = 32) String seller,
            @Nullable Trade trade,
            @NotNull @PositiveOrZero @Max(10_000) Integer shareBps,
            @NotNull @PositiveOrZero @Max(MOST) Long perParcelFen,
            @NotNull @PositiveOrZero @Max(MOST) Long floorFen,
            @Nullable @PositiveOrZero @Max(MOST) Long capFen,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.category(),
                    rule.seller(),
                    rule.trade(),
                    rule.shareBps(),
                    rule.perParcelFen(),
                    rule.floorFen(),
                    rule.capFen(),
                    rule.from(),
                    rule.until());
        }

        Rule rule() {
            return Rule.proposed(category, seller, trade, shareBps, perParcelFen, floorFen, capFen, from, until);
        }
    }

    /** @param version 0 until a county sets its own */
    @Serdeable
    record InForce(int version, List<RuleView> rules) {}

    @Serdeable
    record SetView(
            int version,
            int follows,
            State state,
            String note,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            List<RuleView> rules) {}

    /** @param follows the version in force that was seen */
    @Serdeable
    record Wanted(
            @NotNull @PositiveOrZero Integer follows,
            @NotNull @Size(max = 500) List<@Valid @NotNull RuleView> rules,
            @NotNull @Size(min = 1, max = 200) String note) {}

    @Get
    InForce inForce(@Parameter(hidden = true) Caller caller) {
        RuleSet set = keeping.inForce(caller);
        return new InForce(set.version(), set.rules().stream().map(RuleView::of).toList());
    }

    /** All sets, the newest first. */
    @Get("/sets")
    Page<SetView> sets(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Integer cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        List<SetView> sets = keeping.list(caller, cursor == null ? Integer.MAX_VALUE : cursor, most + 1).stream()
                .map(this::view)
                .toList();
        return Page.of(sets, most, set -> String.valueOf(set.version()));
    }

    @Post("/sets")
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor(CommissionDesk.PROPOSE)
    SetView propose(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        List<Rule> rules = wanted.rules().stream().map(RuleView::rule).toList();
        return view(keeping.propose(caller, wanted.follows(), rules, wanted.note()));
    }

    /** A second person agrees: from now on it holds for what is placed. */
    @Post("/sets/{version}/agreement")
    @FreshSecondFactor(RuleDocket.AGREE)
    SetView agree(@Parameter(hidden = true) Caller caller, @PathVariable int version) {
        return view(keeping.decide(caller, version, State.AGREED));
    }

    @Post("/sets/{version}/refusal")
    @FreshSecondFactor(RuleDocket.DECLINE)
    SetView decline(@Parameter(hidden = true) Caller caller, @PathVariable int version) {
        return view(keeping.decide(caller, version, State.DECLINED));
    }

    private SetView view(Proposal set) {
        return new SetView(
                set.version(),
                set.follows(),
                set.state(),
                set.note(),
                set.proposedBy(),
                set.proposedAt(),
                set.decidedBy(),
                set.decidedAt(),
                keeping.rules(set.version()).stream().map(RuleView::of).toList());
    }
}
