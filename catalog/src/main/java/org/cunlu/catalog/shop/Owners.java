package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** Tells who runs a shop what was decided of it. */
@Singleton
class Owners implements ShopPeople {
    private final Grants grants;
    private final Notices notices;

    Owners(Grants grants, Notices notices) {
        this.grants = grants;
        this.notices = notices;
    }

    @Override
    public void tell(String sellerCode, Notices.Kind kind, Map<String, String> facts) {
        grants.holders(Role.SELLER, new Scope(Scope.Kind.SHOP, sellerCode))
                .forEach(account -> notices.tell(account, kind, facts));
    }

    /** Of a paper: before there is a shop it is told to who handed it in. */
    void tell(SellerItem item, Notices.Kind kind, Map<String, String> facts) {
        if (grants.holders(Role.SELLER, new Scope(Scope.Kind.SHOP, item.sellerCode()))
                .isEmpty()) {
            notices.tell(item.submittedBy(), kind, facts);
        } else {
            tell(item.sellerCode(), kind, facts);
        }
    }
}
