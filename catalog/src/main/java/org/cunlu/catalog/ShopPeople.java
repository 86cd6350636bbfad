package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Those who run a shop. */
public interface ShopPeople {
    /**
     * Tells each of them whom it concerns and who has a phone, once. Joins the caller's transaction.
     * @param right whose holders it concerns, the owner among them; null for all who work in the shop
     * @param facts as {@link Notices#tell}
     */
    void tell(String sellerCode, @Nullable ShopRight right, Notices.Kind kind, Map<String, String> facts);

    /** The same of an order. */
    default void tell(String sellerCode, Notices.Kind kind, Map<String, String> facts) {
        tell(sellerCode, ShopRight.ORDERS, kind, facts);
    }

    /**
     * Nobody decides of what is his own: what he or somebody for whom he may act submitted, or what belongs to a shop in which
     * he has a role or for whose seller he may act.
     * @param sellerCode null for no shop's
     * @param submitter account id; null where nobody submitted it
     * @throws ProblemException 409 {@code own-submission}
     */
    void demandStranger(Caller operator, @Nullable String sellerCode, @Nullable String submitter);
}
