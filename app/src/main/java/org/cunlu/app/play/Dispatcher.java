package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Who plans a depot's tours: has a draft made and searched for, publishes what was found, compares it with what was driven. */
public final class Dispatcher {
    private static final Duration SEARCHED_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Api api;
    private final Person person;

    public Dispatcher(Api api, Person person) {
        this.api = api;
        this.person = person;
    }

    /** A draft that is being searched for. */
    public record Draft(String depot, String plan, String job) {}

    /** What a search found. @param vans those that have a tour */
    public record Found(Draft draft, int version, List<String> vans, JsonNode sheet) {}

    /** A depot's plan as it is driven. @param runs as they are named, by the code of their van at the same place */
    public record Published(String depot, String plan, List<String> vans, List<String> runs, JsonNode twoWay) {}

    /**
     * Begins a search.
     *
     * @param seconds of the search, in the background
     * @return empty where the depot has nothing to bring or to fetch that day
     */
    public Optional<Draft> begin(String depot, LocalDate day, int seconds) {
        JsonNode begun = api.post(person, "/api/dispatch/plans", key(), Map.of("depot", depot, "day", day.toString()));
        if (begun.get("stops").getIntValue() == 0) {
            return Optional.empty();
        }
        String plan = begun.get("plan").getStringValue();
        JsonNode job = api.post(
                person,
                "/api/dispatch/plan-jobs",
                key(),
                Map.of("plan", plan, "version", begun.get("version").getIntValue(), "seconds", seconds, "seed", 1));
        return Optional.of(new Draft(depot, plan, job.get("job").getStringValue()));
    }

    /** Waits until the search is over. */
    public Found found(Draft draft) {
        long deadline = System.nanoTime() + SEARCHED_WITHIN.toNanos();
        while (!"DONE"
                .equals(api.get(person, "/api/dispatch/plan-jobs/" + draft.job())
                        .get("state")
                        .getStringValue())) {
            if (System.nanoTime() > deadline) {
                throw new Unplayable("the tours of " + draft.depot() + " were not found within "
                        + SEARCHED_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        JsonNode seen = api.get(person, "/api/dispatch/plans/" + draft.plan());
        List<String> vans = Api.list(seen.get("comes").get("tours")).stream()
                .map(tour -> tour.get("van").getStringValue())
                .toList();
        return new Found(draft, seen.get("version").getIntValue(), vans, seen.get("sheet"));
    }

    /** @param drivers accounts by van; a van that is not named has nobody yet */
    public Published publish(Found found, Map<String, String> drivers) {
        String plan = found.draft().plan();
        JsonNode published = api.post(
                person,
                "/api/dispatch/plans/" + plan + "/publication",
                key(),
                Map.of("version", found.version(), "drivers", drivers));
        List<JsonNode> runs = Api.list(published.get("runs"));
        return new Published(
                found.draft().depot(),
                plan,
                runs.stream().map(run -> run.get("van").getStringValue()).toList(),
                runs.stream().map(run -> run.get("trip").getStringValue()).toList(),
                api.get(person, "/api/dispatch/plans/" + plan + "/two-way"));
    }

    /** Closes it. @return what was planned beside what was driven */
    public Outcome.Tours compared(Published of) {
        JsonNode all = api.post(person, "/api/dispatch/plans/" + of.plan() + "/closing", key(), Map.of())
                .get("all");
        JsonNode minutes = all.get("drivenMinutes");
        return new Outcome.Tours(
                of.depot(),
                (int) of.vans().stream().distinct().count(),
                all.get("stops").getIntValue(),
                all.get("served").getIntValue(),
                all.get("onTime").getIntValue(),
                of.twoWay().get("km").getDoubleValue(),
                of.twoWay().get("apartKm").getDoubleValue(),
                all.get("drivenKm").getDoubleValue(),
                all.get("plannedMinutes").getDoubleValue(),
                minutes == null || minutes.isNull() ? 0 : minutes.getDoubleValue());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
