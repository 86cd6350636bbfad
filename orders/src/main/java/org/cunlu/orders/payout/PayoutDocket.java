package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.PayoutDesk.BatchState;
import org.cunlu.orders.PayoutDesk.State;
import org.cunlu.orders.payout.PayoutTable.Line;

/** Batches of payouts that wait for a second person. */
@Singleton
class PayoutDocket implements Docket {
    static final String APPROVE = "orders.payout.approve";
    static final String DECLINE = "orders.payout.decline";
    private static final String NEWEST = "~";

    private final Batches batches;
    private final BankTable banks;

    PayoutDocket(Batches batches, BankTable banks) {
        this.batches = batches;
        this.banks = banks;
    }

    @Override
    public int place() {
        return 8;
    }

    @Override
    public String kind() {
        return "payouts";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        Page<Batch> all =
                Page.of(batches.list(operator, cursor == null ? NEWEST : cursor, size + 1), size, Batch::batchId);
        return new Page<>(
                all.items().stream()
                        .filter(batch -> batch.state() == BatchState.PROPOSED)
                        .map(PayoutDocket::matter)
                        .toList(),
                all.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Batch batch = batches.one(operator, id);
        List<Line> lines = batches.lines(id, "", Page.LIMIT_MAX);
        Map<Party, BankTable.Shown> accounts =
                banks.shown(lines.stream().map(Line::party).toList());
        List<Answer> answers = batch.state() == BatchState.PROPOSED
                ? List.of(
                        Answer.plain("approve").signed(APPROVE),
                        new Answer("decline", true, false, false, Factor.NONE, null).signed(DECLINE))
                : List.of();
        return new Paper(
                matter(batch),
                List.of(
                        Fact.text("maker", batch.madeBy()),
                        Fact.text("decider", batch.decidedBy()),
                        Fact.fen(
                                "total",
                                lines.stream()
                                        .filter(line -> line.state() != State.LEFT_OUT)
                                        .mapToLong(Line::fen)
                                        .sum())),
                lines.stream()
                        .map(line -> row(line, accounts.get(line.party())))
                        .toList(),
                List.of(),
                answers);
    }

    private static List<Fact> row(Line line, BankTable.@Nullable Shown account) {
        // What was changed since it was planned is not the account that it goes to.
        boolean planned = account != null && account.version() == line.bankVersion();
        return List.of(
                Fact.code("kind", line.party().kind()),
                Fact.text("party", line.party().code()),
                Fact.fen("fen", line.fen()),
                Fact.code("state", line.state()),
                Fact.text("account", planned ? account.bankName() + " *" + account.tail() : null));
    }

    private static Matter matter(Batch batch) {
        return new Matter(
                batch.batchId(),
                batch.batchId(),
                List.of(
                        Fact.text("period", batch.periodNo()),
                        Fact.code("state", batch.state()),
                        Fact.moment("since", batch.madeAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> batches.approve(operator, id);
            case "decline" -> batches.decline(operator, id);
            default -> throw Docket.unknownAnswer();
        }
    }
}
