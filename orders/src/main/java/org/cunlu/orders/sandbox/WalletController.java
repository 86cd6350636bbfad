package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.cunlu.kernel.problem.ProblemException;

/** The buyer's wallet at the sandbox gateway: whoever has the charge's address may pay it. */
@Controller("/sandbox/charges")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(condition = SandboxWanted.class)
class WalletController {
    private final Wallet wallet;
    private final Notifying notifying;

    WalletController(Wallet wallet, Notifying notifying) {
        this.wallet = wallet;
        this.notifying = notifying;
    }

    /**
     * How to pay, for trying what may go wrong.
     * @param amountFen another amount than is asked for
     * @param silent the merchant is never told, and has to ask
     * @param delaySeconds he is told so much later, when others that were paid after it have been told
     * @param times he is told so often, though he heard it the first time
     * @param refuseRefunds nothing will be paid back
     */
    @Serdeable
    record Pay(
            @Nullable @Positive Long amountFen,
            @Nullable Boolean silent,
            @Nullable @Min(0) @Max(3600) Integer delaySeconds,
            @Nullable @Min(1) @Max(20) Integer times,
            @Nullable Boolean refuseRefunds) {
        Wallet.How how() {
            return new Wallet.How(
                    amountFen,
                    Boolean.TRUE.equals(silent),
                    Duration.ofSeconds(delaySeconds == null ? 0 : delaySeconds),
                    times == null ? 0 : times - 1,
                    Boolean.TRUE.equals(refuseRefunds));
        }
    }

    private static final Pay AS_ASKED = new Pay(null, null, null, null, null);

    /** @param status {@code PAID} */
    @Serdeable
    record Paid(String chargeId, String status, long paidFen) {}

    /** Takes the money now; the merchant is told later. */
    @Post("/{chargeId}/pay")
    @Status(HttpStatus.ACCEPTED)
    Paid pay(@PathVariable @Size(max = 13) String chargeId, @Nullable @Body @Valid Pay how) {
        ChargeTable.Charge charge =
                wallet.pay(chargeId, (how == null ? AS_ASKED : how).how()).orElseThrow(ProblemException::notFound);
        notifying.wake();
        return new Paid(charge.chargeId(), "PAID", charge.paidFen());
    }
}
