package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;

/** The county's time as every scanner of the day shows it: read once at each move, told by real time in between. */
final class DayClock {
    private final Api api;
    private final Person operator;
    private Duration ahead;

    DayClock(Api api, Person operator) {
        this.api = api;
        this.operator = operator;
        this.ahead = ahead(api.get(operator, "/api/county/clock"));
    }

    /** A moment ago at most, never in the county's future: the answer was on its way. */
    private static Duration ahead(JsonNode shown) {
        return Duration.between(Instant.now(), Instant.parse(shown.get("now").getStringValue()));
    }

    Instant now() {
        return Instant.now().plus(ahead);
    }

    void moveTo(Instant to) {
        if (now().isBefore(to)) {
            api.post(operator, "/api/county/clock", Map.of("to", to.toString()));
            ahead = ahead(api.get(operator, "/api/county/clock"));
        }
    }
}
