package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** What somebody may do in a shop. Its owner, the SELLER, may do all of it and gives the others their roles. */
public enum ShopRight {
    /** Products, offers, pictures, lots. */
    GOODS(Role.SHOP_GOODS),
    /** Orders and what becomes of them. */
    ORDERS(Role.SHOP_ORDERS),
    /** What the shop is owed. */
    MONEY(Role.SHOP_MONEY),
    /** Live sessions. */
    LIVE(Role.LIVE_HOST);

    /** Names for {@code @Secured}. */
    public static final String OWNER_ROLE = "SELLER";

    public static final String GOODS_ROLE = "SHOP_GOODS";
    public static final String ORDERS_ROLE = "SHOP_ORDERS";
    public static final String MONEY_ROLE = "SHOP_MONEY";

    private final Role member;

    ShopRight(Role member) {
        this.member = member;
    }

    /** @return roles in a shop that have this right */
    public List<Role> roles() {
        return List.of(Role.SELLER, member);
    }

    /** @return codes of the shops in which the caller has this right; empty for none */
    public List<String> shops(Caller caller) {
        return Stream.of(Role.SELLER, member)
                .flatMap(role -> caller.scopes(role, Scope.Kind.SHOP).stream())
                .distinct()
                .toList();
    }

    /**
     * @param asked for which shop; may be null when the caller has this right in one only
     * @throws ProblemException 400 {@code shop-missing}, 404 for a shop in which he has not this right
     */
    public String shop(Caller caller, @Nullable String asked) {
        List<String> own = shops(caller);
        if (asked == null && own.size() != 1) {
            throw ProblemException.invalid("shop", "shop-missing", "您有多个店铺，请指明 · Say for which of your shops");
        }
        if (asked != null && !own.contains(asked)) {
            throw ProblemException.notFound();
        }
        return asked == null ? own.getFirst() : asked;
    }
}
