package org.cunlu.app.play;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cunlu.app.county.DemoCrew;
import org.cunlu.app.play.Dispatcher.Draft;
import org.cunlu.app.play.Dispatcher.Found;
import org.cunlu.app.play.Dispatcher.Published;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** The dispatcher plans the tours between township stations and their villages, has them driven, and compares. */
final class TourDay {
    private static final int SECONDS = 1;
    private static final int TOWNSHIP_DIGITS = 9;

    private final Api api;
    private final Dispatcher dispatcher;
    private final LocalDate day;
    private final List<Published> planned = new ArrayList<>();

    TourDay(Api api, People people, DemoClock clock) {
        this.api = api;
        this.dispatcher = new Dispatcher(api, people.of(Role.DISPATCHER));
        this.day = CountyTime.date(clock.now());
    }

    /** Plans for each township station between which and its villages, or among them, something is to go today. */
    void plan(List<Freight> parcels, Touring touring) {
        var depots = new TreeSet<String>();
        for (Freight parcel : parcels) {
            parcel.legs().stream()
                    .filter(leg -> CountyTime.date(leg.departsAt()).equals(day))
                    .filter(leg -> township(leg.from()).equals(township(leg.to())))
                    .forEach(leg -> depots.add(township(leg.from())));
        }
        var drafts = new ArrayList<Draft>();
        depots.forEach(depot -> dispatcher.begin(depot, day, SECONDS).ifPresent(drafts::add));
        drafts.forEach(draft -> publish(dispatcher.found(draft), touring));
    }

    private static String township(String node) {
        return node.length() < TOWNSHIP_DIGITS ? node : node.substring(0, TOWNSHIP_DIGITS);
    }

    private void publish(Found found, Touring touring) {
        if (found.vans().isEmpty()) {
            return;
        }
        // Each township has one van, and one who drives it.
        Person driver = driver(found.draft().depot());
        String account = api.get(driver, "/api/auth/me").get("accountId").getStringValue();
        Published published = dispatcher.publish(found, Map.of(found.vans().getFirst(), account));
        published.runs().forEach(run -> touring.take(driver, run));
        planned.add(published);
    }

    private Person driver(String depot) {
        DemoCrew who = DemoCrew.all(Role.DRIVER).stream()
                .filter(member -> member.place().equals(depot))
                .findFirst()
                .orElseThrow(() -> new Unplayable("nobody drives for " + depot));
        return new Person(
                who.name(),
                who.phone(),
                api.signIn(who.phone()).get("accessToken").getStringValue());
    }

    /** @return what was planned beside what was driven */
    List<Outcome.Tours> compared() {
        return planned.stream().map(dispatcher::compared).toList();
    }
}
