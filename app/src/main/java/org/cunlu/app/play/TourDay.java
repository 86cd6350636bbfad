package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.cunlu.app.county.DemoCrew;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** The dispatcher plans the tours between township stations and their villages, has them driven, and compares. */
final class TourDay {
    private static final int SECONDS = 1;
    private static final int TOWNSHIP_DIGITS = 9;

    private final Api api;
    private final People people;
    private final CrateBack.Waiting waiting;
    private final LocalDate day;
    private final List<Planned> planned = new ArrayList<>();

    TourDay(Api api, People people, DemoClock clock, CrateBack.Waiting waiting) {
        this.api = api;
        this.people = people;
        this.waiting = waiting;
        this.day = CountyTime.date(clock.now());
    }

    /** A depot's plan as it is published. */
    private record Planned(String depot, String plan, int vehicles, JsonNode twoWay) {}

    /** Plans for each township station between which and its villages, or among them, something is to go today. */
    void plan(List<Freight> parcels, Touring touring) {
        var depots = new TreeSet<String>();
        for (Freight parcel : parcels) {
            parcel.legs().stream()
                    .filter(leg -> CountyTime.date(leg.departsAt()).equals(day))
                    .filter(leg -> township(leg.from()).equals(township(leg.to())))
                    .forEach(leg -> depots.add(township(leg.from())));
        }
        var asked = new LinkedHashMap<String, String[]>();
        for (String depot : depots) {
            JsonNode begun = api.post(dispatcher(), "/api/dispatch/plans", key(), Map.of("depot", depot, "day", day));
            if (begun.get("stops").getIntValue() > 0) {
                String plan = begun.get("plan").getStringValue();
                asked.put(depot, new String[] {plan, searched(plan)});
            }
        }
        asked.forEach((depot, job) -> published(depot, job[0], job[1], touring));
    }

    private static String township(String node) {
        return node.length() < TOWNSHIP_DIGITS ? node : node.substring(0, TOWNSHIP_DIGITS);
    }

    private String searched(String plan) {
        return api.post(
                        dispatcher(),
                        "/api/dispatch/plan-jobs",
                        key(),
                        Map.of("plan", plan, "version", 1, "seconds", SECONDS, "seed", 1))
                .get("job")
                .getStringValue();
    }

    private void published(String depot, String plan, String job, Touring touring) {
        waiting.on("tours of " + depot, () -> {
            JsonNode now = api.get(dispatcher(), "/api/dispatch/plan-jobs/" + job);
            return "DONE".equals(now.get("state").getStringValue()) ? now : null;
        });
        JsonNode seen = api.get(dispatcher(), "/api/dispatch/plans/" + plan);
        var vans = new ArrayList<String>();
        seen.get("comes")
                .get("tours")
                .values()
                .forEach(tour -> vans.add(tour.get("van").getStringValue()));
        if (vans.isEmpty()) {
            return;
        }
        // Each township has one van, and one who drives it.
        Person driver = driver(depot);
        String account = api.get(driver, "/api/auth/me").get("accountId").getStringValue();
        JsonNode published = api.post(
                dispatcher(),
                "/api/dispatch/plans/" + plan + "/publication",
                key(),
                Map.of("version", seen.get("version").getIntValue(), "drivers", Map.of(vans.getFirst(), account)));
        published
                .get("runs")
                .values()
                .forEach(run -> touring.take(driver, run.get("trip").getStringValue()));
        planned.add(new Planned(
                depot, plan, vans.size(), api.get(dispatcher(), "/api/dispatch/plans/" + plan + "/two-way")));
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
        return planned.stream().map(this::compared).toList();
    }

    private Outcome.Tours compared(Planned of) {
        JsonNode all = api.post(dispatcher(), "/api/dispatch/plans/" + of.plan() + "/closing", key(), Map.of())
                .get("all");
        JsonNode minutes = all.get("drivenMinutes");
        return new Outcome.Tours(
                of.depot(),
                of.vehicles(),
                all.get("stops").getIntValue(),
                all.get("served").getIntValue(),
                all.get("onTime").getIntValue(),
                of.twoWay().get("km").getDoubleValue(),
                of.twoWay().get("apartKm").getDoubleValue(),
                all.get("drivenKm").getDoubleValue(),
                all.get("plannedMinutes").getDoubleValue(),
                minutes == null || minutes.isNull() ? 0 : minutes.getDoubleValue());
    }

    private Person dispatcher() {
        return people.of(Role.DISPATCHER);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
