package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;

/** What the people of a small county have, by the name under which the list of {@link AnothersThings} speaks of it. */
final class Belongings {
    static final String SHOP = "S-GONGXIAO";

    final SmallCounty county;
    private final Map<String, String> things = new HashMap<>();
    private final List<String> notMade = new ArrayList<>();
    private final Map<Role, Person> owners = new EnumMap<>(Role.class);

    Belongings(SmallCounty county) {
        this.county = county;
        owners.put(Role.CONSUMER, county.buyer());
        owners.put(Role.COUNTY_OPERATOR, county.operator);
        owners.put(Role.DISPATCHER, county.dispatcher);
        owners.put(Role.STATION_KEEPER, county.keeper(STATION1));
        owners.put(Role.WAREHOUSE_WORKER, county.keeper(HUB));
        own(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, HUB));
        for (Role role : new Role[] {Role.SELLER, Role.SUPPLIER, Role.LIVE_HOST}) {
            own(role, new Scope(Scope.Kind.SHOP, SHOP));
        }
        for (Role role : new Role[] {Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY}) {
            own(role, new Scope(Scope.Kind.LEVEL, "COUNTY"));
        }
        for (Role role : owners.keySet()) {
            county.factor(owner(role));
        }
        var office = new OfficeBelongings(this);
        // Days go by until a statement is there, and the buses are vans in the end.
        office.money();
        new TradeBelongings(this).come();
        office.come();
        new StationBelongings(this).come();
        assertThat(notMade).as("what could not be made").isEmpty();
    }

    private void own(Role role, Scope scope) {
        owners.put(role, county.person(new Grant(role, scope)));
    }

    Person owner(Role role) {
        return owners.get(role);
    }

    boolean isOwned(Role role) {
        return owners.containsKey(role);
    }

    void is(String name, String real) {
        if (things.put(name, real) != null) {
            throw new IllegalStateException(name + " is there twice");
        }
    }

    Optional<String> real(String name) {
        return Optional.ofNullable(things.get(name));
    }

    /**
     * Made by an act, and named by its answer; what could not be made is told at once with all else that could not.
     * @param field with a slash between what holds it and its own name
     */
    void made(String name, Instances.Answer answer, String field) {
        JsonNode at = answer.body();
        for (String step : field.split("/")) {
            at = at == null ? null : at.get(step);
        }
        if (answer.status() / 100 == 2 && at != null) {
            is(name, at.coerceStringValue());
        } else {
            notMade.add(name + ": " + answer.text());
        }
    }

    /** The newest that stands in a table. @param from with what narrows it */
    void newest(String name, String column, String from) {
        is(
                name,
                county.bean(Transactions.class)
                        .read(() -> county.bean(Sql.class)
                                .one(
                                        "SELECT " + column + " AS thing FROM " + from + " ORDER BY " + column
                                                + " DESC LIMIT 1",
                                        row -> row.string("thing"))
                                .orElseThrow(() -> new AssertionError("there is no " + name))));
    }

    Instances.Answer post(Role role, String path, Object body) {
        return county.post(owner(role), path, key(), body);
    }
}
