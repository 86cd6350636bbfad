package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;

/** The books of the operator's own county. */
@Controller("/api/county/ledger")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
class LedgerController {
    private final JournalTable journals;

    LedgerController(JournalTable journals) {
        this.journals = journals;
    }

    /** @param balanceFen above 0 debit, below 0 credit */
    @Serdeable
    record BalanceView(String account, long balanceFen) {}

    @Serdeable
    record PostingView(String account, @Nullable String orderId, long debitFen, long creditFen) {}

    @Serdeable
    record JournalView(String journalId, String kind, String cause, Instant postedAt, List<PostingView> postings) {}

    /**
     * Accounts whose balance is not 0.
     * @param under first letters of account codes, such as {@code seller-payable:}
     */
    @Get("/balances")
    Page<BalanceView> balances(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Pattern(regexp = "[A-Za-z0-9:.-]{0,80}") String under,
            @Nullable @QueryValue @Size(max = 80) String cursor,
            @Nullable @QueryValue Integer limit) {
        List<String> counties = counties(caller);
        if (counties.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        int most = Page.limit(limit);
        List<BalanceView> rows =
                journals.balances(counties, under == null ? "" : under, cursor == null ? "" : cursor, most + 1).stream()
                        .map(balance -> new BalanceView(balance.account(), balance.balanceFen()))
                        .toList();
        return Page.of(rows, most, BalanceView::account);
    }

    /** All that was ever booked for an order, in the order of booking. */
    @Get("/journals")
    Page<JournalView> journals(
            @Parameter(hidden = true) Caller caller, @QueryValue @Size(min = 1, max = 13) String order) {
        List<String> counties = counties(caller);
        if (counties.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var byJournal = new LinkedHashMap<String, JournalView>();
        for (JournalTable.PostingRow row : journals.ofOrder(counties, order)) {
            byJournal
                    .computeIfAbsent(
                            row.journalId(),
                            id -> new JournalView(
                                    id, row.kind().name(), row.cause(), row.postedAt(), new ArrayList<>()))
                    .postings()
                    .add(new PostingView(
                            row.account(), row.orderId(), Math.max(0, row.amountFen()), Math.max(0, -row.amountFen())));
        }
        return new Page<>(List.copyOf(byJournal.values()), null);
    }

    /** A county's books belong to whoever has the county's whole subtree. */
    static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
