package org.cunlu.app.day;

import java.util.Map;
import java.util.TreeMap;
import org.cunlu.app.county.DemoCrew;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.caller.Role;

/** Who works where: people of the hub, of the gateway, and of each township with its villages, signed in. */
final class Crew {
    private final Map<String, Person> byPlace = new TreeMap<>();

    static Crew signedIn(Api api) {
        var crew = new Crew();
        var members = DemoCrew.all().stream()
                .filter(member -> member.role() != Role.DRIVER)
                .toList();
        var people = Together.each(
                members,
                member -> new Person(
                        member.name(),
                        member.phone(),
                        api.signIn(member.phone()).get("accessToken").getStringValue()));
        for (int i = 0; i < members.size(); i++) {
            crew.byPlace.put(members.get(i).place(), people.get(i));
        }
        return crew;
    }

    /** @return who works at this node */
    Person at(String node) {
        Person person = byPlace.get(node);
        if (person == null) {
            person = byPlace.get(County.township(node));
        }
        if (person == null) {
            throw new Unplayable("nobody works at " + node);
        }
        return person;
    }
}
