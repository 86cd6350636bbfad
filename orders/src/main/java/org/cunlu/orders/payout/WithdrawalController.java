package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.payout.WithdrawalTable.State;
import org.cunlu.orders.payout.WithdrawalTable.Withdrawal;

/** One's own balance to one's own bank account. */
@Controller("/api/shop/balance/withdrawals")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class WithdrawalController {
    private static final int SHOWN = 50;

    private final Withdrawing withdrawing;
    private final Transactions transactions;

    WithdrawalController(Withdrawing withdrawing, Transactions transactions) {
        this.withdrawing = withdrawing;
        this.transactions = transactions;
    }

    @Serdeable
    @Schema(name = "Withdrawal.Ask")
    record Ask(@NotNull @Positive @Max(1_000_000_000L) Long fen) {}

    /** @param endedAt null while it is under way */
    @Serdeable
    @Schema(name = "Withdrawal")
    record Shown(
            String withdrawalId,
            long fen,
            State state,
            Instant askedAt,
            @Nullable Instant endedAt) {
        static Shown of(Withdrawal each) {
            return new Shown(each.withdrawalId(), each.fen(), each.state(), each.askedAt(), each.endedAt());
        }
    }

    /** It leaves the balance now, and goes with the county's next batch. */
    @Post
    @Status(HttpStatus.CREATED)
    @FreshSecondFactor(Withdrawing.ACT)
    Shown ask(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Ask ask,
            @Nullable @Header("Idempotency-Key") String key) {
        String id = withdrawing.ask(caller.accountId(), ask.fen(), key);
        return Shown.of(transactions.read(() -> withdrawing.asked(id)));
    }

    /** The newest first. */
    @Get
    List<Shown> own(@Parameter(hidden = true) Caller caller) {
        return transactions.read(() -> withdrawing.of(caller.accountId(), SHOWN)).stream()
                .map(Shown::of)
                .toList();
    }

    /** What no batch has yet is on the balance again. Repeating it changes nothing. */
    @Post("/{withdrawalId}/taking-back")
    @Status(HttpStatus.NO_CONTENT)
    void takeBack(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String withdrawalId) {
        transactions.run(() -> withdrawing.takeBack(caller.accountId(), withdrawalId));
    }
}
