package org.cunlu.catalog;

import java.util.Map;
import org.cunlu.accounts.Notices;

/** Those who run a shop. */
public interface ShopPeople {
    /** Tells each of them who has a phone. Joins the caller's transaction. @param facts as {@link Notices#tell} */
    void tell(String sellerCode, Notices.Kind kind, Map<String, String> facts);
}
