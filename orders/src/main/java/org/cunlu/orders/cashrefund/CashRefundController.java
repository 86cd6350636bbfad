package org.cunlu.orders.cashrefund;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;

/** One's own balance as cash, and the counter that pays it. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class CashRefundController {
    private static final int SHOWN = 50;

    private final CashRefunds refunds;
    private final Transactions transactions;

    CashRefundController(CashRefunds refunds, Transactions transactions) {
        this.refunds = refunds;
        this.transactions = transactions;
    }

    @Serdeable
    @Schema(name = "CashRefund.Ask")
    record Ask(@NotNull @Positive @Max(100_000_000) Long fen) {}

    /** @param code ten digits, shown this once */
    @Serdeable
    @Schema(name = "CashRefund.Code")
    record Code(String refundId, String code, long fen, Instant validUntil) {
        @Override
        public String toString() {
            return "Code[" + refundId + "]";
        }
    }

    /** @param node and paidAt null until it is paid */
    @Serdeable
    @Schema(name = "CashRefund.Own")
    record Own(
            String refundId,
            long fen,
            Instant validUntil,
            @Nullable String node,
            @Nullable Instant paidAt) {}

    /** @param code as the person tells it @param fen what is laid on the counter */
    @Serdeable
    @Schema(name = "CashRefund.Paying")
    record Paying(
            @NotBlank @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "\\d{10}") String code,
            @NotNull @Positive @Max(100_000_000) Long fen) {
        @Override
        public String toString() {
            return "Paying[" + node + "]";
        }
    }

    /** A code for half an hour, with which any station pays; the one before is not valid any more. */
    @Post("/shop/balance/cash-refunds")
    @Status(HttpStatus.CREATED)
    @Secured("CONSUMER")
    @Tag(name = "shop")
    Code ask(@Parameter(hidden = true) Caller caller, @Body @Valid Ask ask) {
        var shown = refunds.ask(caller.accountId(), ask.fen());
        return new Code(shown.refundId(), shown.code(), shown.fen(), shown.validUntil());
    }

    /** The newest first, with the receipts of what was paid. */
    @Get("/shop/balance/cash-refunds")
    @Secured("CONSUMER")
    @Tag(name = "shop")
    List<Own> own(@Parameter(hidden = true) Caller caller) {
        return transactions.read(() -> refunds.of(caller.accountId(), SHOWN)).stream()
                .map(each -> new Own(each.refundId(), each.fen(), each.validUntil(), each.node(), each.paidAt()))
                .toList();
    }

    /** The keeper pays from his drawer, and has a receipt. */
    @Post("/station/cash/refunds")
    @Status(HttpStatus.CREATED)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    CashRefunds.Receipt pay(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Paying paying,
            @Nullable @Header("Idempotency-Key") String key) {
        return refunds.pay(caller, new CashRefunds.Wanted(paying.node(), paying.code(), paying.fen()), key);
    }
}
