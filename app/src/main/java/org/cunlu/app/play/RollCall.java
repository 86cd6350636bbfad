package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** One person for each role signs in, is known by his role and scope, and finds only the doors of his role open. */
final class RollCall {
    /** A list that some roles may read; to all others it does not exist. */
    private record Door(String path, Set<Role> roles) {}

    private static final List<Door> DOORS = List.of(
            new Door("/api/station/parcels?node={node}", Set.of(Role.STATION_KEEPER, Role.WAREHOUSE_WORKER)),
            new Door("/api/dispatch/lines", Set.of(Role.DISPATCHER, Role.COUNTY_OPERATOR)),
            new Door("/api/seller/orders", Set.of(Role.SELLER, Role.SHOP_ORDERS)),
            new Door("/api/county/network", Set.of(Role.COUNTY_OPERATOR)));

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Api api;
    private final People people;

    RollCall(Api api, People people) {
        this.api = api;
        this.people = people;
    }

    List<Outcome.Present> call() {
        return DemoPerson.all().stream().map(this::look).toList();
    }

    /** Where he works; for those who work at no node, one that is there for others. */
    private static String nodeOf(DemoPerson person) {
        return person.scopeKind() == Scope.Kind.NODE
                ? person.scopeValue()
                : DemoPerson.of(Role.STATION_KEEPER).scopeValue();
    }

    private Outcome.Present look(DemoPerson wanted) {
        Person person = people.of(wanted.role());
        boolean known = Api.list(api.get(person, "/api/auth/me").get("grants")).stream()
                .anyMatch(grant -> isHis(wanted, grant));
        var open = new ArrayList<String>();
        int shut = 0;
        for (Door door : DOORS) {
            String path = door.path().replace("{node}", nodeOf(wanted));
            int status = api.status(person, path);
            boolean mine = door.roles().contains(wanted.role());
            if (status != (mine ? OK : NOT_FOUND)) {
                throw new Unplayable(wanted.role() + " was answered with " + status + " at " + path);
            }
            if (mine) {
                open.add(path);
            } else {
                shut++;
            }
        }
        return new Outcome.Present(wanted.role().name(), wanted.name(), known, List.copyOf(open), shut);
    }

    private static boolean isHis(DemoPerson wanted, JsonNode grant) {
        JsonNode scope = grant.get("scope");
        return wanted.role().name().equals(grant.get("role").getStringValue())
                && wanted.scopeKind().name().equals(scope.get("kind").getStringValue())
                // One's own account has an id that nobody knows before.
                && (wanted.scopeKind() == Scope.Kind.SELF
                        || wanted.scopeValue().equals(scope.get("value").getStringValue()));
    }
}
