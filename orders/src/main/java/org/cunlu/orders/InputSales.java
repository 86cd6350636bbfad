package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/** What the law wants to be known of who buys restricted pesticides. */
public interface InputSales {
    /** @param purposes by offer; empty when nothing restricted is bought @param verificationId null then */
    record Checked(
            Map<String, InputPurpose> purposes, @Nullable String verificationId) {
        public Checked {
            purposes = Map.copyOf(purposes);
        }
    }

    /**
     * Before anything is written. Asks nobody when nothing restricted is bought.
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code real-name-needed}; 409 {@code purpose-missing}; 400 {@code
     *     purpose-invalid}
     */
    Checked check(String accountId, Quote quote, @Nullable List<InputPurpose> purposes);

    /** Joins the transaction that writes the orders, all of one group. */
    void keep(Checked checked, OrderGroup group);

    /** What one account may still have is another's from now on. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
