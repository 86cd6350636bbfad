package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.PayoutDesk.BatchState;
import org.cunlu.orders.PayoutDesk.State;
import org.cunlu.orders.payout.BankTable.Shown;
import org.cunlu.orders.payout.PayoutTable.Line;

/** Payouts of the operator's own county. */
@Controller("/api/county/payouts")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class PayoutController {
    private static final String NEWEST = "~";

    private final Batches batches;
    private final BankTable banks;

    PayoutController(Batches batches, BankTable banks) {
        this.batches = batches;
        this.banks = banks;
    }

    @Serdeable
    record BatchView(
            String batchId,
            int periodNo,
            BatchState state,
            String madeBy,
            Instant madeAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {
        static BatchView of(Batch batch) {
            return new BatchView(
                    batch.batchId(),
                    batch.periodNo(),
                    batch.state(),
                    batch.madeBy(),
                    batch.madeAt(),
                    batch.decidedBy(),
                    batch.decidedAt());
        }
    }

    /**
     * @param why it was left out, a stable code
     * @param bank and tail (last four digits): the account it is planned for; null when there is none, or it was changed since
     */
    @Serdeable
    record LineView(
            String payoutId,
            Party.Kind kind,
            String party,
            String statementId,
            long fen,
            State state,
            @Nullable String why,
            @Nullable String bank,
            @Nullable String tail,
            String note,
            @Nullable Instant endedAt) {
        static LineView of(Line line, @Nullable Shown account) {
            Shown planned = account == null || account.version() != line.bankVersion() ? null : account;
            return new LineView(
                    line.payoutId(),
                    line.party().kind(),
                    line.party().code(),
                    line.statementId(),
                    line.fen(),
                    line.state(),
                    line.why(),
                    planned == null ? null : planned.bankName(),
                    planned == null ? null : planned.tail(),
                    line.note(),
                    line.endedAt());
        }
    }

    @Serdeable
    record Whole(BatchView batch, Page<LineView> payouts) {}

    /** @param kind and party: the only one to pay; absent for all */
    @Serdeable
    record Wanted(
            @Nullable Party.Kind kind,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_.-]{1,32}")
            String party) {
        @Nullable
        Party only() {
            return kind == null || party == null ? null : new Party(kind, party);
        }
    }

    /** @param note of the bank; needed for what came back */
    @Serdeable
    record Ending(@Nullable @Size(max = 200) String note) {}

    @Get
    Page<BatchView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        List<BatchView> rows = batches.list(caller, cursor == null ? NEWEST : cursor, most + 1).stream()
                .map(BatchView::of)
                .toList();
        return Page.of(rows, most, BatchView::batchId);
    }

    /** Proposes a batch of what the newest statements say may be paid. */
    @Post
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor(PayoutDesk.PROPOSE)
    Whole propose(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        return whole(batches.propose(caller, wanted.only()), null, null);
    }

    @Get("/{batchId}")
    Whole one(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String batchId,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return whole(batches.one(caller, batchId), cursor, limit);
    }

    /** A second person approves it: the money leaves. */
    @Post("/{batchId}/approval")
    @FreshSecondFactor(PayoutDocket.APPROVE)
    Whole approve(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String batchId) {
        return whole(batches.approve(caller, batchId), null, null);
    }

    @Post("/{batchId}/refusal")
    @FreshSecondFactor(PayoutDocket.DECLINE)
    Whole decline(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String batchId) {
        return whole(batches.decline(caller, batchId), null, null);
    }

    /** What the bank has still to pay of it, as a file for the bank; the look at the accounts is on record. */
    @Post(value = "/{batchId}/file", produces = "text/csv")
    @FreshSecondFactor(PayoutDesk.FILE)
    HttpResponse<byte[]> file(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String batchId) {
        return HttpResponse.ok(batches.file(caller, batchId))
                .header("Content-Disposition", "attachment; filename=\"payouts.csv\"")
                .header("Cache-Control", "no-store");
    }

    @Post("/{batchId}/lines/{payoutId}/paid")
    @FreshSecondFactor(PayoutDesk.PAID)
    LineView paid(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String batchId,
            @PathVariable @Size(max = 13) String payoutId,
            @Body @Valid Ending ending) {
        return view(batches.end(caller, batchId, payoutId, State.PAID, note(ending)));
    }

    /** It came back, says another than who proposed it: it is the party's again. */
    @Post("/{batchId}/lines/{payoutId}/bounced")
    @FreshSecondFactor(PayoutDesk.BOUNCED)
    LineView bounced(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String batchId,
            @PathVariable @Size(max = 13) String payoutId,
            @Body @Valid Ending ending) {
        return view(batches.end(caller, batchId, payoutId, State.BOUNCED, note(ending)));
    }

    private static String note(Ending ending) {
        return ending.note() == null ? "" : ending.note();
    }

    private LineView view(Line line) {
        return LineView.of(line, banks.shown(line.party()).orElse(null));
    }

    private Whole whole(Batch batch, @Nullable String cursor, @Nullable Integer limit) {
        int most = Page.limit(limit);
        List<Line> lines = batches.lines(batch.batchId(), cursor == null ? "" : cursor, most + 1);
        Map<Party, Shown> accounts = banks.shown(lines.stream().map(Line::party).toList());
        List<LineView> views = lines.stream()
                .map(line -> LineView.of(line, accounts.get(line.party())))
                .toList();
        return new Whole(BatchView.of(batch), Page.of(views, most, LineView::payoutId));
    }
}
