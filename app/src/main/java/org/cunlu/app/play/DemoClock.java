package org.cunlu.app.play;

import java.time.Instant;
import java.util.Map;
import org.cunlu.kernel.caller.Role;

/** The county's clock, which a demo may move forward: all instances and schedulers follow it. */
public final class DemoClock {
    private final Api api;
    private final People people;

    public DemoClock(Api api, People people) {
        this.api = api;
        this.people = people;
    }

    public Instant now() {
        return Instant.parse(api.get(operator(), "/api/county/clock").get("now").getStringValue());
    }

    /** Moves the clock to this instant unless it is past already. */
    public void atLeast(Instant instant) {
        if (now().isBefore(instant)) {
            api.post(operator(), "/api/county/clock", Map.of("to", instant.toString()));
        }
    }

    private Person operator() {
        return people.of(Role.COUNTY_OPERATOR);
    }
}
