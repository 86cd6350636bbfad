package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk;
import org.cunlu.orders.payout.BankTable.Shown;

/** Payouts as the county's pages see them; what may be done is decided by {@link Batches}. */
@Singleton
class CountyPayouts implements PayoutDesk {
    private static final String NEWEST = "~";

    private final Batches batches;
    private final BankTable banks;

    CountyPayouts(Batches batches, BankTable banks) {
        this.batches = batches;
        this.banks = banks;
    }

    @Override
    public Page<Batch> batches(Caller operator, @Nullable String before, int limit) {
        return Page.of(batches.list(operator, before == null ? NEWEST : before, limit + 1), limit, Batch::batchId);
    }

    @Override
    public Batch batch(Caller operator, String batchId) {
        return batches.one(operator, batchId);
    }

    @Override
    public Page<Line> lines(Caller operator, String batchId, @Nullable String after, int limit) {
        String known = batches.one(operator, batchId).batchId();
        List<PayoutTable.Line> rows = batches.lines(known, after == null ? "" : after, limit + 1);
        Map<Party, Shown> accounts =
                banks.shown(rows.stream().map(PayoutTable.Line::party).toList());
        return Page.of(
                rows.stream().map(row -> shown(row, accounts.get(row.party()))).toList(), limit, Line::payoutId);
    }

    @Override
    public Batch propose(Caller operator) {
        return batches.propose(operator, null);
    }

    @Override
    public byte[] file(Caller operator, String batchId) {
        return batches.file(operator, batchId);
    }

    @Override
    public void paid(Caller operator, String batchId, String payoutId, String note) {
        batches.end(operator, batchId, payoutId, State.PAID, note);
    }

    @Override
    public void bounced(Caller operator, String batchId, String payoutId, String note) {
        batches.end(operator, batchId, payoutId, State.BOUNCED, note);
    }

    private static Line shown(PayoutTable.Line line, @Nullable Shown account) {
        // What was changed since it was planned is not the account that it goes to.
        Shown planned = account == null || account.version() != line.bankVersion() ? null : account;
        return new Line(
                line.payoutId(),
                line.party(),
                line.fen(),
                line.state(),
                line.why(),
                planned == null ? null : planned.bankName(),
                planned == null ? null : planned.tail(),
                line.note(),
                line.endedAt());
    }
}
