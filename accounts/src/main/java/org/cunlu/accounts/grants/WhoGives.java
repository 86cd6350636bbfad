package org.cunlu.accounts.grants;

import static org.cunlu.kernel.caller.Role.COUNTY_OPERATOR;
import static org.cunlu.kernel.caller.Role.DISPATCHER;
import static org.cunlu.kernel.caller.Role.RESERVE_AUTHORITY;
import static org.cunlu.kernel.caller.Role.SELLER;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope.Kind;

/** The table of docs/accounts.md: in which scopes a role is had, who gives it, and whether that takes two people. */
final class WhoGives {
    /** Given where the county decides, by whoever sits there: it lasts also when his own role has a last day. */
    static final Set<Role> OFFICE = Set.of(SELLER);

    /** A role that gives, and the kind of its scope that counts for it. */
    enum Giver {
        OPERATOR(COUNTY_OPERATOR, Kind.SUBTREE),
        DISPATCH(DISPATCHER, Kind.SUBTREE),
        SHOP_OWNER(SELLER, Kind.SHOP),
        AUTHORITY(RESERVE_AUTHORITY, Kind.LEVEL);

        private final Role role;
        private final Kind kind;

        Giver(Role role, Kind kind) {
            this.role = role;
            this.kind = kind;
        }

        Role role() {
            return role;
        }

        Kind kind() {
            return kind;
        }
    }

    /** @param fitting kinds of scope in which it can be had */
    record Rule(Set<Kind> fitting, Set<Giver> givers, boolean twoPeople) {}

    /** Names of the roles that give any, for {@code @Secured}. */
    static final String OPERATOR_ROLE = "COUNTY_OPERATOR";

    static final String DISPATCHER_ROLE = "DISPATCHER";
    static final String SELLER_ROLE = "SELLER";
    static final String AUTHORITY_ROLE = "RESERVE_AUTHORITY";

    private static final Map<Role, Rule> RULES = rules();

    private WhoGives() {}

    /** @return empty for a role that nobody gives */
    static Optional<Rule> rule(Role role) {
        return Optional.ofNullable(RULES.get(role));
    }

    static Map<Role, Rule> all() {
        return RULES;
    }

    /** @return the roles that take two people */
    static Set<Role> powerful() {
        return RULES.entrySet().stream()
                .filter(entry -> entry.getValue().twoPeople())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<Role, Rule> rules() {
        var table = new EnumMap<Role, Rule>(Role.class);
        table.put(Role.STATION_KEEPER, one(Set.of(Kind.NODE), Giver.OPERATOR));
        table.put(Role.WAREHOUSE_WORKER, one(Set.of(Kind.NODE, Kind.SUBTREE), Giver.OPERATOR));
        table.put(Role.DRIVER, one(Set.of(Kind.NODE, Kind.SUBTREE), Giver.OPERATOR, Giver.DISPATCH));
        table.put(Role.DISPATCHER, one(Set.of(Kind.SUBTREE), Giver.OPERATOR));
        table.put(Role.INSPECTOR, two(Set.of(Kind.SUBTREE), Giver.OPERATOR));
        table.put(Role.SELLER, one(Set.of(Kind.SHOP), Giver.OPERATOR));
        table.put(Role.SUPPLIER, one(Set.of(Kind.SHOP), Giver.OPERATOR));
        table.put(Role.LIVE_HOST, one(Set.of(Kind.SHOP), Giver.OPERATOR, Giver.SHOP_OWNER));
        table.put(Role.SHOP_GOODS, one(Set.of(Kind.SHOP), Giver.OPERATOR, Giver.SHOP_OWNER));
        table.put(Role.SHOP_ORDERS, one(Set.of(Kind.SHOP), Giver.OPERATOR, Giver.SHOP_OWNER));
        table.put(Role.SHOP_MONEY, one(Set.of(Kind.SHOP), Giver.OPERATOR, Giver.SHOP_OWNER));
        table.put(Role.BRAND_OWNER, two(Set.of(Kind.BRAND), Giver.OPERATOR));
        table.put(Role.COUNTY_OPERATOR, two(Set.of(Kind.SUBTREE), Giver.OPERATOR));
        Set<Kind> ofReserve = Set.of(Kind.LEVEL, Kind.HOLDING);
        table.put(Role.RESERVE_OFFICER, one(ofReserve, Giver.AUTHORITY));
        table.put(Role.RESERVE_HOLDER, one(ofReserve, Giver.AUTHORITY));
        table.put(Role.RESERVE_REVIEWER, two(Set.of(Kind.LEVEL), Giver.AUTHORITY));
        table.put(Role.RESERVE_AUTHORITY, two(Set.of(Kind.LEVEL), Giver.AUTHORITY));
        table.put(Role.RESERVE_AUDITOR, two(Set.of(Kind.LEVEL), Giver.AUTHORITY));
        return Map.copyOf(table);
    }

    private static Rule one(Set<Kind> fitting, Giver... givers) {
        return new Rule(fitting, Set.of(givers), false);
    }

    private static Rule two(Set<Kind> fitting, Giver... givers) {
        return new Rule(fitting, Set.of(givers), true);
    }
}
