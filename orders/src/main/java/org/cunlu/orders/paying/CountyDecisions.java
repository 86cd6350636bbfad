package org.cunlu.orders.paying;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.MoneyDecisions;

/** Held money and refused refunds as the county's pages see them; what may be done is decided by {@link Deciding}. */
@Singleton
class CountyDecisions implements MoneyDecisions {
    private final Deciding deciding;
    private final DecisionTable decisions;
    private final Transactions transactions;

    CountyDecisions(Deciding deciding, DecisionTable decisions, Transactions transactions) {
        this.deciding = deciding;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Override
    public Page<Held> held(Caller operator, String after, int limit) {
        List<Payment> rows = deciding.held(operator, after, limit + 1);
        Set<String> proposed =
                proposed(rows.stream().map(row -> row.view().paymentId()).toList());
        return Page.of(
                rows.stream()
                        .map(row -> {
                            var view = row.view();
                            return new Held(
                                    view.paymentId(),
                                    row.groupId(),
                                    view.gateway(),
                                    view.amountFen(),
                                    view.paidFen(),
                                    view.createdAt(),
                                    view.paidAt(),
                                    proposed.contains(view.paymentId()));
                        })
                        .toList(),
                limit,
                Held::paymentId);
    }

    @Override
    public Page<Refused> refused(Caller operator, String after, int limit) {
        List<RefundTable.Due> rows = deciding.refused(operator, after, limit + 1);
        Set<String> proposed =
                proposed(rows.stream().map(RefundTable.Due::refundId).toList());
        return Page.of(
                rows.stream()
                        .map(row -> new Refused(
                                row.refundId(),
                                row.orderId(),
                                row.amountFen(),
                                row.refusal(),
                                row.asked(),
                                row.createdAt(),
                                proposed.contains(row.refundId())))
                        .toList(),
                limit,
                Refused::refundId);
    }

    @Override
    public String propose(
            Caller operator,
            About about,
            String subject,
            Choice choice,
            String reason,
            @Nullable String bankReference) {
        return deciding.propose(
                        operator,
                        Decision.About.valueOf(about.name()),
                        subject,
                        Decision.Choice.valueOf(choice.name()),
                        reason,
                        bankReference)
                .decisionId();
    }

    private Set<String> proposed(Collection<String> subjects) {
        return transactions.read(() -> decisions.open(subjects));
    }
}
