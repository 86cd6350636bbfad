package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.SandboxWallet;

/** The wallet as a page of the sandbox shows it: paid as it was asked for, nothing goes wrong. */
@Singleton
@Requires(condition = SandboxWanted.class)
class OpenWallet implements SandboxWallet {
    private static final Wallet.How AS_ASKED = new Wallet.How(null, false, Duration.ZERO, 0, false);

    private final Wallet wallet;
    private final ChargeTable charges;
    private final Notifying notifying;
    private final Transactions transactions;

    OpenWallet(Wallet wallet, ChargeTable charges, Notifying notifying, Transactions transactions) {
        this.wallet = wallet;
        this.charges = charges;
        this.notifying = notifying;
        this.transactions = transactions;
    }

    @Override
    public Optional<Charge> charge(String chargeId) {
        return transactions.read(() -> charges.find(chargeId)).map(OpenWallet::charge);
    }

    @Override
    public Optional<Charge> pay(String chargeId) {
        Optional<Charge> paid = wallet.pay(chargeId, AS_ASKED).map(OpenWallet::charge);
        notifying.wake();
        return paid;
    }

    private static Charge charge(ChargeTable.Charge charge) {
        return new Charge(charge.chargeId(), charge.paymentId(), charge.amountFen(), charge.paid());
    }
}
