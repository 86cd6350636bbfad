package org.cunlu.app.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.cunlu.app.day.Piece.End;
import org.cunlu.app.day.Piece.Hop;
import org.cunlu.app.day.Scanner.Answer;
import org.cunlu.app.play.Api;

/**
 * What people at nodes do with parcels that are there: send them on by their plan, or by the station's list where that has
 * changed; look for what is missing; give to the carrier.
 */
final class Desk {
    private final Api api;
    private final Crew crew;
    private final Scanner scanner;
    private final County county;
    private final Platform platform;
    private final Collecting collecting;
    private final Map<String, Piece> stray = new TreeMap<>();
    private final Set<String> toList = new ConcurrentSkipListSet<>();
    private final Queue<Search> searches = new ConcurrentLinkedQueue<>();
    private final Queue<Piece> forCarrier = new ConcurrentLinkedQueue<>();

    Desk(Api api, Crew crew, Scanner scanner, County county, Platform platform, Collecting collecting) {
        this.api = api;
        this.crew = crew;
        this.scanner = scanner;
        this.county = county;
        this.platform = platform;
        this.collecting = collecting;
    }

    /** A lost parcel that will be found. */
    private record Search(Piece piece, String node, Instant at) {}

    /** @param state of the parcel there, by the answer to its scan */
    void arrived(Piece piece, String node, String state, Instant at) {
        piece.at(node, at);
        switch (state) {
            case "READY" -> collecting.ready(piece, at);
            case "RETURNED" -> piece.end(End.RETURNED);
            default -> {
                if (node.equals(county.gateway()) && !piece.goingBack()) {
                    forCarrier.add(piece);
                } else {
                    sendOn(piece, at);
                }
            }
        }
    }

    void sendOn(Piece piece, Instant now) {
        Hop hop = piece.next(now);
        if (hop == null) {
            byList(piece);
        } else {
            platform.put(piece, hop);
        }
    }

    void byList(Piece piece) {
        synchronized (stray) {
            stray.put(piece.barcode, piece);
        }
        toList.add(piece.node());
    }

    void search(Piece piece, String where, Instant at) {
        searches.add(new Search(piece, where, at));
    }

    /** Whoever finds something says so. */
    void find(Instant now) {
        for (Search search : List.copyOf(searches)) {
            if (search.at().isAfter(now)) {
                continue;
            }
            searches.remove(search);
            Piece piece = search.piece();
            Answer answer = scanner.at(search.node())
                    .parcel("FOUND", piece.barcode, now, Map.of())
                    .send()
                    .getFirst();
            piece.stray();
            arrived(piece, search.node(), answer.state(), now);
        }
    }

    /** All that lies at the gateway, to the carrier. */
    void toCarrier(Instant now) {
        var batch = scanner.at(county.gateway());
        var pieces = new ArrayList<Piece>();
        for (Piece piece = forCarrier.poll(); piece != null; piece = forCarrier.poll()) {
            var waybill = Map.<String, Object>of("carrier", "中国邮政", "waybill", "EMS" + piece.barcode.substring(2));
            batch.parcel("HAND_OVER", piece.barcode, now, waybill);
            pieces.add(piece);
        }
        if (pieces.isEmpty()) {
            return;
        }
        batch.send();
        pieces.forEach(piece -> {
            piece.reached(now);
            piece.end(End.WITH_CARRIER);
        });
    }

    /** Where the plan does not hold any more, the station's list says where to and with what. */
    void readLists() {
        var nodes = new TreeSet<>(toList);
        toList.removeAll(nodes);
        Together.each(nodes, this::readList);
    }

    private boolean readList(String node) {
        var hops = new TreeMap<String, Hop>();
        County.pages(api, crew.at(node), "/api/station/parcels?limit=100&state=AT_NODE&node=" + node, item -> {
            var departure = item.get("nextDeparture");
            if (departure != null && !departure.isNull() && County.text(item, "inBag") == null) {
                hops.put(
                        County.text(item, "barcode"),
                        new Hop(
                                node,
                                County.text(item, "nextNode"),
                                County.text(departure, "lineCode"),
                                Instant.parse(County.text(departure, "departsAt")),
                                Instant.parse(County.text(departure, "arrivesAt"))));
            }
        });
        List<Piece> here;
        synchronized (stray) {
            here = stray.values().stream()
                    .filter(piece -> piece.node().equals(node) && hops.containsKey(piece.barcode))
                    .toList();
            here.forEach(piece -> stray.remove(piece.barcode));
        }
        here.forEach(piece -> platform.put(piece, hops.get(piece.barcode)));
        return true;
    }

    /** @return when the next lost parcel is found; {@link Instant#MAX} when none is looked for */
    Instant nextFind() {
        return searches.stream().map(Search::at).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** Looks again at lists that named no departure. */
    void lookAgain() {
        synchronized (stray) {
            toList.addAll(stray.values().stream().map(Piece::node).collect(Collectors.toSet()));
        }
    }
}
