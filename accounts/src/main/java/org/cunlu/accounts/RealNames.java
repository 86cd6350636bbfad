package org.cunlu.accounts;

import java.time.Instant;
import java.util.Optional;

/** Whose name was checked against a document. Needed by sellers, for restricted farm inputs and for payouts. */
public interface RealNames {
    /**
     * A standing verification.
     * @param nameMasked as 张**
     * @param numberMasked such as {@code 5****************X}
     */
    record Verified(
            String verificationId, String document, String nameMasked, String numberMasked, Instant checkedAt) {}

    Optional<Verified> of(String accountId);

    /** @throws org.cunlu.kernel.problem.ProblemException 403 {@code real-name-needed} */
    void demand(String accountId);
}
