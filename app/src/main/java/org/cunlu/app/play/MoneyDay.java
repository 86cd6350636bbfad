package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** A keeper's cash goes to the hub and on to the bank, and when the day is over each party has its statement. */
final class MoneyDay {
    private static final String HUB = "500233";
    private static final Duration WITHIN = Duration.ofSeconds(40);
    private static final int SHOWN = 3;

    private final Api api;
    private final People people;
    private final DemoClock clock;

    MoneyDay(Api api, People people, DemoClock clock) {
        this.api = api;
        this.people = people;
        this.clock = clock;
    }

    /** @param station where a buyer paid in cash */
    Outcome.Money play(String station) {
        Person keeper = people.staff();
        long fen = api.get(keeper, "/api/station/cash?node=" + station)
                .get("inDrawerFen")
                .getLongValue();
        if (fen <= 0) {
            throw new Unplayable("no cash in the drawer of " + station);
        }
        String bundle = api.post(
                        keeper, "/api/station/cash/handovers", key("offer"), Map.of("node", station, "countedFen", fen))
                .get("handoverId")
                .getStringValue();
        Person hub = people.of(Role.WAREHOUSE_WORKER);
        api.post(
                hub,
                "/api/station/cash/handovers/" + bundle + "/taking-in",
                key("taking"),
                Map.of("node", HUB, "countedFen", fen));
        String slip = bring(hub, fen);
        Person operator = people.of(Role.COUNTY_OPERATOR);
        String lines = "serial,date,yuan,reference\nD" + slip + "," + CountyTime.date(clock.now()) + "," + fen / 100
                + "." + (fen % 100 < 10 ? "0" : "") + fen % 100 + ",现金存入 " + slip + "\n";
        var matched = new AtomicInteger();
        People.withFreshCode(
                code -> matched.set(api.postText(operator, "/api/county/settlement/bank-lines", code, lines)
                        .get("matched")
                        .getIntValue()));
        return new Outcome.Money(fen, matched.get(), statements(operator));
    }

    /** The books hear of the hand-over a moment later. */
    private String bring(Person hub, long fen) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (true) {
            try {
                return api.post(
                                hub,
                                "/api/station/cash/remittances",
                                key("remittance"),
                                Map.of("node", HUB, "fen", fen))
                        .get("remittanceId")
                        .getStringValue();
            } catch (Unplayable e) {
                if (System.nanoTime() > deadline || !e.getMessage().contains("not-so-much-cash")) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private List<Outcome.Statement> statements(Person operator) {
        clock.atLeast(clock.now().plus(Duration.ofDays(1)));
        int period = api.post(operator, "/api/county/settlement/periods", Map.of())
                .get("periodNo")
                .getIntValue();
        var shown = new ArrayList<Outcome.Statement>();
        for (String kind : List.of("SELLER", "HOST", "STATION", "CARRIER")) {
            JsonNode page = api.get(
                    operator,
                    "/api/county/settlement/periods/" + period + "/statements?kind=" + kind + "&limit=" + SHOWN);
            page.get("items")
                    .values()
                    .forEach(each -> shown.add(new Outcome.Statement(
                            kind,
                            each.get("party").getStringValue(),
                            each.get("openingFen").getLongValue(),
                            each.get("linesFen").getLongValue(),
                            each.get("closingFen").getLongValue(),
                            each.get("lines").getIntValue())));
        }
        return shown;
    }

    private static String key(String what) {
        return "money-" + what + "-" + Instant.now().toEpochMilli();
    }
}
