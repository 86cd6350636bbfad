package org.cunlu.app.doors;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;

/** Who gives which role. */
final class Givable {
    /** As docs/accounts.md has it; written by hand and not read from the code. All these scopes exist in the demo county. */
    private static final String TABLE = """
            CONSUMER          | NODE 500233114201   | nobody                       | one
            STATION_KEEPER    | NODE 500233114201   | COUNTY_OPERATOR              | one
            WAREHOUSE_WORKER  | SUBTREE 500233114   | COUNTY_OPERATOR              | one
            DRIVER            | SUBTREE 500233114   | COUNTY_OPERATOR DISPATCHER   | one
            DISPATCHER        | SUBTREE 500233114   | COUNTY_OPERATOR              | one
            INSPECTOR         | SUBTREE 500233114   | COUNTY_OPERATOR              | two
            SELLER            | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR              | one
            SUPPLIER          | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR              | one
            LIVE_HOST         | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR SELLER       | one
            SHOP_GOODS        | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR SELLER       | one
            SHOP_ORDERS       | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR SELLER       | one
            SHOP_MONEY        | SHOP S-ZHONGCHENG-01| COUNTY_OPERATOR SELLER       | one
            BRAND_OWNER       | BRAND B-ZHONGCHENG  | COUNTY_OPERATOR              | two
            COUNTY_OPERATOR   | SUBTREE 500233114   | COUNTY_OPERATOR              | two
            RESERVE_OFFICER   | LEVEL COUNTY        | RESERVE_AUTHORITY            | one
            RESERVE_HOLDER    | LEVEL COUNTY        | RESERVE_AUTHORITY            | one
            RESERVE_REVIEWER  | LEVEL COUNTY        | RESERVE_AUTHORITY            | two
            RESERVE_AUTHORITY | LEVEL COUNTY        | RESERVE_AUTHORITY            | two
            RESERVE_AUDITOR   | LEVEL COUNTY        | RESERVE_AUTHORITY            | two
            """;

    /** @param scope somewhere in the demo county  @param twoPeople whether another has to approve */
    record Rule(Role role, Scope scope, Set<Role> givers, boolean twoPeople) {}

    private Givable() {}

    static List<Rule> rules() {
        return TABLE.lines().map(Givable::rule).toList();
    }

    private static Rule rule(String line) {
        List<String> columns = Stream.of(line.split("\\|")).map(String::strip).toList();
        String[] scope = columns.get(1).split(" ");
        var givers = EnumSet.noneOf(Role.class);
        if (!columns.get(2).equals("nobody")) {
            List.of(columns.get(2).split(" ")).forEach(name -> givers.add(Role.valueOf(name)));
        }
        return new Rule(
                Role.valueOf(columns.get(0)),
                new Scope(Kind.valueOf(scope[0]), scope[1]),
                givers,
                columns.get(3).equals("two"));
    }
}
