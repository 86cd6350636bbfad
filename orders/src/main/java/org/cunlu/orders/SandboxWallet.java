package org.cunlu.orders;

import java.util.Optional;

/** The buyer's wallet at the sandbox gateway, of a demo only: whoever has the charge's address may pay it. */
public interface SandboxWallet {
    Optional<Charge> charge(String chargeId);

    /** Takes the money now; the merchant is told a moment later. Paying a second time changes nothing. @return empty for none */
    Optional<Charge> pay(String chargeId);

    /** @param paid whether the money was taken */
    record Charge(String chargeId, String paymentId, long amountFen, boolean paid) {}
}
