package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Representation;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** Knows who runs a shop: tells them what was decided of it, and keeps them from deciding. */
@Singleton
class Owners implements ShopPeople {
    private static final List<Role> INSIDE =
            List.of(Role.SELLER, Role.SHOP_GOODS, Role.SHOP_ORDERS, Role.SHOP_MONEY, Role.LIVE_HOST);

    private final Grants grants;
    private final Notices notices;
    private final Representation representation;

    Owners(Grants grants, Notices notices, Representation representation) {
        this.grants = grants;
        this.notices = notices;
        this.representation = representation;
    }

    @Override
    public void demandStranger(Caller operator, @Nullable String sellerCode, @Nullable String submitter) {
        if (submitter != null && actsFor(operator, representation.living(submitter))
                || sellerCode != null && within(operator, sellerCode)) {
            throw ProblemException.of(
                    409, "own-submission", "不能审核自己提交的内容 · Nobody decides of what he submitted himself", null);
        }
    }

    private boolean within(Caller operator, String sellerCode) {
        return INSIDE.stream()
                        .anyMatch(role -> operator.scopes(role, Scope.Kind.SHOP).contains(sellerCode))
                || grants.holders(Role.SELLER, new Scope(Scope.Kind.SHOP, sellerCode)).stream()
                        .anyMatch(seller -> actsFor(operator, seller));
    }

    private boolean actsFor(Caller operator, String person) {
        return representation.mayActFor(operator.accountId(), person);
    }

    @Override
    public void tell(String sellerCode, @Nullable ShopRight right, Notices.Kind kind, Map<String, String> facts) {
        tell(sellerCode, right == null ? INSIDE : right.roles(), kind, facts);
    }

    private void tell(String sellerCode, List<Role> roles, Notices.Kind kind, Map<String, String> facts) {
        var shop = new Scope(Scope.Kind.SHOP, sellerCode);
        roles.stream()
                .flatMap(role -> grants.holders(role, shop).stream())
                .distinct()
                .sorted()
                .forEach(account -> notices.tell(account, kind, facts));
    }

    /** Of a paper: before there is a shop it is told to who handed it in. */
    void tell(SellerItem item, Notices.Kind kind, Map<String, String> facts) {
        if (grants.holders(Role.SELLER, new Scope(Scope.Kind.SHOP, item.sellerCode()))
                .isEmpty()) {
            notices.tell(item.submittedBy(), kind, facts);
        } else {
            tell(item.sellerCode(), List.of(Role.SELLER), kind, facts);
        }
    }
}
