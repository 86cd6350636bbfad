package org.cunlu.logistics.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.logistics.Node.Tier;
import org.cunlu.logistics.SupplyLine;

/**
 * The network as it would be with the good rows of a file laid over it. Rows that do not fit the others become faulty,
 * and with them those that stand on them.
 */
final class Draft {
    private final Tables before;
    private final Tables after;
    private final NetworkFile file;

    private final StandingThere hindrance;

    private Draft(Tables before, NetworkFile file, StandingThere hindrance) {
        this.before = before;
        this.after = before.copy();
        this.file = file;
        this.hindrance = hindrance;
    }

    /**
     * @param keepGood whether rows of a line are to be dropped with one of them
     * @param hindrance what stands at a node that is to close, or to hold less
     */
    static Tables lay(NetworkFile file, Tables before, boolean keepGood, StandingThere hindrance) {
        var draft = new Draft(before, file, hindrance);
        draft.layPlaces();
        draft.layVillages();
        new LineDraft(before, draft.after, file, keepGood).lay();
        draft.layLeads();
        draft.layPlan();
        draft.laySupply();
        return draft.after;
    }

    private void layPlaces() {
        Map<String, Place> places = new PlaceDraft(before, file, hindrance).merged();
        for (Place place : places.values()) {
            after.places().put(place.code(), withPath(place, places));
        }
    }

    private Place withPath(Place place, Map<String, Place> merged) {
        var path = new StringBuilder();
        for (String at = place.code(); at != null; at = merged.get(at).node().parentCode()) {
            path.insert(0, "/" + at);
        }
        return place.at(path.toString()).over(before.places().get(place.code()));
    }

    private void layVillages() {
        for (Candidate<Served> each : Candidate.goodOf(file.villages)) {
            Served village = each.value();
            if (tierOf(village.township()) != Tier.TOWNSHIP) {
                each.row().fault("township", "township-unknown", "乡镇节点不存在 · No such township: " + village.township());
                continue;
            }
            String station = village.ownStation();
            if (station == null && tierOf(village.code()) == Tier.VILLAGE) {
                station = village.code();
            }
            if (station != null && tierOf(station) != Tier.VILLAGE && tierOf(station) != Tier.TOWNSHIP) {
                each.row().fault("station", "station-unknown", "站点不存在 · No such station: " + station);
                continue;
            }
            after.villages()
                    .put(
                            village.code(),
                            new Served(
                                    village.code(),
                                    village.name(),
                                    village.township(),
                                    station,
                                    village.latitude(),
                                    village.longitude(),
                                    village.positionMadeUp()));
        }
    }

    private void layLeads() {
        for (Candidate<NetworkFile.Lead> each : Candidate.goodOf(file.leads)) {
            NetworkFile.Lead lead = each.value();
            if (tierOf(lead.gateway()) != Tier.GATEWAY) {
                each.row().fault("code", "gateway-unknown", "出县口节点不存在 · No such gateway: " + lead.gateway());
                continue;
            }
            after.leads()
                    .computeIfAbsent(lead.gateway(), code -> new LinkedHashMap<>())
                    .put(lead.province(), lead.days());
        }
    }

    private void layPlan() {
        for (Candidate<NetworkFile.Planned> each : Candidate.goodOf(file.plan)) {
            NetworkFile.Planned planned = each.value();
            if (tierOf(planned.township()) != Tier.TOWNSHIP) {
                each.row().fault("code", "township-unknown", "乡镇节点不存在 · No such township: " + planned.township());
                continue;
            }
            after.plan()
                    .computeIfAbsent(planned.township(), code -> new TreeMap<>())
                    .put(planned.year(), planned.stations());
        }
    }

    private void laySupply() {
        for (Candidate<SupplyLine> each : Candidate.goodOf(file.supply)) {
            SupplyLine line = each.value();
            SupplyRules.broken(line, after)
                    .ifPresentOrElse(
                            rule -> each.row().fault(null, rule.code(), rule.title() + ": " + line.key()),
                            () -> after.supply().put(line.key(), line));
        }
    }

    private Tier tierOf(String code) {
        Place place = after.places().get(code);
        return place == null ? null : place.node().tier();
    }
}
