package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The units of a release, on their way to its villages: each is taken in where it goes, and a village with all of its own is served. */
final class FloodRelief {
    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Carrying carrying;

    FloodRelief(Api api, People people, DemoClock clock, Carrying carrying) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.carrying = carrying;
    }

    /** @param booked the release as it is told after its approval */
    void bring(String release, JsonNode booked) {
        Map<String, Set<String>> units = units(booked);
        var barcodes = new HashSet<String>();
        units.values().forEach(barcodes::addAll);
        Map<String, List<Map<String, Object>>> shares = shares(booked);
        new ReliefRun(api, people, clock, carrying, (node, here) -> {
                    takeIn(node, here);
                    units.get(node).removeAll(here);
                    if (units.get(node).isEmpty()) {
                        handOut(release, node, shares.get(node));
                    }
                })
                .bring(List.of(FloodReserve.HUB), barcodes);
    }

    /** @return barcodes by village */
    private Map<String, Set<String>> units(JsonNode booked) {
        var transfers = new HashSet<String>();
        booked.get("draws").values().forEach(draw -> {
            JsonNode transfer = draw.get("transferId");
            if (transfer == null || transfer.isNull()) {
                throw new Unplayable(
                        "nothing takes the relief to " + draw.get("toNode").getStringValue());
            }
            transfers.add(transfer.getStringValue());
        });
        var units = new TreeMap<String, Set<String>>();
        Pages.of(
                api,
                people.staff(),
                "/api/station/transfers?limit=100&direction=OUT&node=" + FloodReserve.HUB,
                transfer -> {
                    if (transfers.contains(transfer.get("transferId").getStringValue())) {
                        var of = units.computeIfAbsent(transfer.get("toNode").getStringValue(), _ -> new HashSet<>());
                        transfer.get("units")
                                .values()
                                .forEach(unit -> of.add(unit.get("barcode").getStringValue()));
                    }
                });
        return units;
    }

    private static Map<String, List<Map<String, Object>>> shares(JsonNode booked) {
        var shares = new TreeMap<String, List<Map<String, Object>>>();
        booked.get("shares").values().forEach(share -> {
            if (share.get("pieces").getLongValue() > 0) {
                shares.computeIfAbsent(share.get("nodeCode").getStringValue(), _ -> new ArrayList<>())
                        .add(Map.of(
                                "lineNo", share.get("lineNo").getIntValue(),
                                "pieces", share.get("pieces").getLongValue()));
            }
        });
        return shares;
    }

    private void takeIn(String node, List<String> barcodes) {
        var units = barcodes.stream().map(barcode -> Map.of("barcode", barcode)).toList();
        JsonNode taken = api.post(
                people.staff(),
                "/api/station/goods/receipts",
                UUID.randomUUID().toString(),
                Map.of("node", node, "units", units));
        if (taken.get("differences") != null && taken.get("differences").size() > 0) {
            throw new Unplayable("relief came short to " + node);
        }
    }

    private void handOut(String release, String node, List<Map<String, Object>> lines) {
        api.post(
                people.staff(),
                "/api/station/releases/" + release + "/handings",
                UUID.randomUUID().toString(),
                Map.of("node", node, "lines", lines, "done", true));
    }
}
