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
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
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
     */
    @Serdeable
    record Pay(@Nullable @Positive Long amountFen, @Nullable Boolean silent) {}

    /** @param status {@code PAID} */
    @Serdeable
    record Paid(String chargeId, String status, long paidFen) {}

    /** Takes the money now; the merchant is told later. */
    @Post("/{chargeId}/pay")
    @Status(HttpStatus.ACCEPTED)
    Paid pay(@PathVariable @Size(max = 13) String chargeId, @Nullable @Body @Valid Pay how) {
        Long amount = how == null ? null : how.amountFen();
        boolean silent = how != null && Boolean.TRUE.equals(how.silent());
        ChargeTable.Charge charge = wallet.pay(chargeId, amount, silent).orElseThrow(ProblemException::notFound);
        notifying.wake();
        return new Paid(charge.chargeId(), "PAID", charge.paidFen());
    }
}
