package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.HashSet;
import java.util.Map;
import org.cunlu.kernel.caller.Role;

/** What the county would find if it called a lot back now; nothing is called back. */
final class RecallDrill {
    private static final int HUB_DIGITS = 6;

    private final Api api;
    private final People people;

    RecallDrill(Api api, People people) {
        this.api = api;
        this.people = people;
    }

    /** The lot of rice that goes first: story B bought of it. */
    Outcome.Drill rice() {
        JsonNode offers =
                api.get(null, "/api/shop/offers?limit=100&together=false&direction=DOWN&q=" + Api.query("大米"));
        Outcome.Drill best = null;
        for (JsonNode offer : offers.get("items").values()) {
            String lot = offer.get("sku").get("code").getStringValue() + "-L1";
            for (JsonNode source : offer.get("sourceNodes").values()) {
                String node = source.getStringValue();
                if (node.length() == HUB_DIGITS && known(lot)) {
                    Outcome.Drill found = drill(lot, node);
                    best = best == null || found.parcels() > best.parcels() ? found : best;
                }
            }
        }
        if (best == null || best.parcels() == 0) {
            throw new Unplayable("no lot of rice that was sold: " + best);
        }
        return best;
    }

    private boolean known(String lot) {
        return api.status(null, "/api/trace/" + lot + "/story") == 200;
    }

    private Outcome.Drill drill(String lot, String node) {
        JsonNode drill = api.post(
                people.of(Role.COUNTY_OPERATOR), "/api/county/recalls/" + lot + "/drill?node=" + node, Map.of());
        var nodes = new HashSet<String>();
        drill.get("nodes").values().forEach(each -> nodes.add(each.get("node").getStringValue()));
        return new Outcome.Drill(
                lot,
                nodes.size(),
                drill.get("piecesAtNodes").getLongValue(),
                drill.get("parcels").size(),
                drill.get("buyers").getLongValue(),
                drill.get("millis").getLongValue());
    }
}
