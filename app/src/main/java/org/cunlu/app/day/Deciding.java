package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;

/** The dispatcher decides the differences that the day left open. */
final class Deciding {
    private final Api api;
    private final Person dispatcher;

    Deciding(Api api, Person dispatcher) {
        this.api = api;
        this.dispatcher = dispatcher;
    }

    /** @return how many were open */
    int decide() {
        List<JsonNode> open = new ArrayList<>();
        County.pages(api, dispatcher, "/api/dispatch/differences?limit=100&state=OPEN", open::add);
        open.forEach(difference -> api.post(
                dispatcher,
                "/api/dispatch/differences/" + County.text(difference, "differenceId") + "/closing",
                Map.of("reason", "NODE_PAYS", "note", "演示裁定 · decided in the demo")));
        return open.size();
    }
}
