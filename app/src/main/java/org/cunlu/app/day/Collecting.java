package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.cunlu.app.day.Piece.End;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.time.CountyTime;

/** Buyers who collect: each looks up his code and comes to the station while it is open. */
final class Collecting {
    private static final LocalTime FIRST = LocalTime.of(8, 30);
    private static final LocalTime LAST = LocalTime.of(17, 0);
    /** People come within so many half hours after they may. */
    private static final int HALF_HOURS = 8;

    private final Api api;
    private final Scanner scanner;
    private final County county;
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();

    Collecting(Api api, Scanner scanner, County county) {
        this.api = api;
        this.scanner = scanner;
        this.county = county;
    }

    /** Somebody who comes at this time. */
    private record Visit(Piece piece, Instant at) {}

    /** What a buyer shows, and pays. */
    private record Shown(Piece piece, String code, long cashFen) {}

    void ready(Piece piece, Instant at) {
        piece.reached(at);
        Instant may = piece.due.isAfter(at) ? piece.due : at;
        visits.add(new Visit(piece, opened(may.plus(Duration.ofMinutes(30L * (piece.bought.number() % HALF_HOURS))))));
    }

    private static Instant opened(Instant wanted) {
        var local = CountyTime.at(wanted);
        if (local.toLocalTime().isBefore(FIRST)) {
            return CountyTime.instant(local.toLocalDate(), FIRST);
        }
        return local.toLocalTime().isAfter(LAST)
                ? CountyTime.instant(local.toLocalDate().plusDays(1), FIRST)
                : wanted;
    }

    Instant next() {
        return visits.stream().map(Visit::at).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** @return what was refused and goes back: by the station's list from now on */
    List<Piece> visit(Instant now) {
        var come = visits.stream().filter(visit -> !visit.at().isAfter(now)).toList();
        visits.removeAll(come);
        var views = OrderViews.of(
                api, come.stream().map(visit -> visit.piece().bought).toList());
        var shown = come.stream()
                .map(visit ->
                        shown(visit.piece(), views.get(visit.piece().bought.order())))
                .toList();
        var byNode = shown.stream()
                .collect(Collectors.groupingBy(each -> each.piece().destination, TreeMap::new, Collectors.toList()));
        return Together.each(byNode.entrySet(), here -> serve(here.getKey(), here.getValue(), now)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Shown shown(Piece piece, JsonNode order) {
        String code = County.text(order, "pickupCode");
        if (code == null) {
            throw new Unplayable("no pickup code for " + piece.barcode);
        }
        boolean due = "CASH_DUE".equals(County.text(order, "paymentStatus"));
        return new Shown(piece, code, due ? order.get("totalFen").getLongValue() : 0);
    }

    private List<Piece> serve(String node, List<Shown> people, Instant now) {
        var batch = scanner.at(node);
        var refused = new ArrayList<Piece>();
        for (Shown each : people) {
            Piece piece = each.piece();
            if (piece.meets(Mishap.REFUSED)) {
                batch.parcel("REFUSE", piece.barcode, now, Map.of("reason", "不想要了 · does not want it"));
                batch.parcel("RETURN", piece.barcode, now, Map.of("reason", "拒收退回 · refused, back"));
                piece.turnBack();
                refused.add(piece);
                continue;
            }
            if (piece.meets(Mishap.WRONG_STATION)) {
                scanner.at(elsewhere(node))
                        .mistake("HAND_OVER", now, pickup(each, each.code()))
                        .send();
            }
            if (piece.meets(Mishap.WRONG_CODE)) {
                batch.mistake("HAND_OVER", now, pickup(each, each.code().equals("00000000") ? "11111111" : "00000000"));
            }
            batch.parcel("HAND_OVER", piece.barcode, now, pickup(each, each.code()));
        }
        batch.send();
        people.stream()
                .map(Shown::piece)
                .filter(piece -> !refused.contains(piece))
                .forEach(piece -> {
                    piece.at(node, now);
                    piece.end(End.HANDED_OVER);
                });
        return refused;
    }

    /** @return another station */
    private String elsewhere(String node) {
        return county.nodes().values().stream()
                .filter(place -> place.open()
                        && place.tier().equals("VILLAGE")
                        && !place.code().equals(node))
                .findFirst()
                .orElseThrow()
                .code();
    }

    private static Map<String, Object> pickup(Shown shown, String code) {
        var fields = new HashMap<String, Object>();
        fields.put("parcel", shown.piece().barcode);
        fields.put("pickupCode", code);
        if (shown.cashFen() > 0) {
            fields.put("cashFen", shown.cashFen());
        }
        return fields;
    }
}
