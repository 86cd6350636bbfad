package org.cunlu.orders.paying;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.PaymentView;

/** What becomes of held money and of refunds that gateways refuse: two operators of the county say it. */
@Controller("/api/county")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class DecisionController {
    private final Deciding deciding;

    DecisionController(Deciding deciding) {
        this.deciding = deciding;
    }

    /** @param bankReference with BANK, and only with it */
    @Serdeable
    record Proposal(
            @NotNull Decision.About about,
            @NotBlank @Size(max = 13) String subject,
            @NotNull Decision.Choice choice,
            @NotBlank @Size(max = 500) String reason,

            @Nullable @Pattern(regexp = "[A-Za-z0-9-]{1,64}")
            String bankReference) {}

    /** @param groupId whose orders it was meant for */
    @Serdeable
    record HeldPayment(String groupId, PaymentView payment) {}

    /** The oldest first. */
    @Get("/held-payments")
    Page<HeldPayment> held(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        List<HeldPayment> rows = deciding.held(caller, after(cursor), most + 1).stream()
                .map(payment -> new HeldPayment(payment.groupId(), payment.view()))
                .toList();
        return Page.of(rows, most, row -> row.payment().paymentId());
    }

    /** Refunds that are owed and that their gateway refuses, the oldest first. */
    @Get("/refused-refunds")
    Page<RefundTable.Due> refused(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(deciding.refused(caller, after(cursor), most + 1), most, RefundTable.Due::refundId);
    }

    /** The oldest first. @param state OPEN when not said */
    @Get("/money-decisions")
    Page<Decision> decisions(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue Decision.State state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        Decision.State wanted = state == null ? Decision.State.OPEN : state;
        return Page.of(deciding.list(caller, wanted, after(cursor), most + 1), most, Decision::decisionId);
    }

    /** Moves no money: somebody else approves it. */
    @Post("/money-decisions")
    @Status(HttpStatus.CREATED)
    Decision propose(@Parameter(hidden = true) Caller caller, @Body @Valid Proposal proposal) {
        return deciding.propose(
                caller,
                proposal.about(),
                proposal.subject(),
                proposal.choice(),
                proposal.reason(),
                proposal.bankReference());
    }

    @Post("/money-decisions/{decisionId}/approve")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(Deciding.APPROVE)
    Decision approve(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String decisionId) {
        return deciding.approve(caller, decisionId);
    }

    @Post("/money-decisions/{decisionId}/decline")
    @Status(HttpStatus.OK)
    Decision decline(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String decisionId) {
        return deciding.decline(caller, decisionId);
    }

    private static String after(@Nullable String cursor) {
        return Ids.isId(cursor) ? cursor : "";
    }
}
