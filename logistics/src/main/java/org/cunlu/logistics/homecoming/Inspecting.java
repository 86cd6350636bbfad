package org.cunlu.logistics.homecoming;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Homecomings;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;

/**
 * Whoever has the parcel opens it, looks, and says what each piece is good for. All that was picked for it is accounted for, by
 * lot and owner: nothing is put back that was not there, and what is not there any more is told as missing.
 */
@Singleton
class Inspecting implements Homecomings {
    private static final String ACT = "logistics.inspection";

    private final HomecomingTable table;
    private final ParcelRegister register;
    private final ParcelsThere there;
    private final StockHistory history;
    private final StockBook book;
    private final SoldAgain sellable;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;

    Inspecting(
            HomecomingTable table,
            ParcelRegister register,
            ParcelsThere there,
            StockHistory history,
            StockBook book,
            SoldAgain sellable,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.register = register;
        this.there = there;
        this.history = history;
        this.book = book;
        this.sellable = sellable;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Page<Waiting> waiting(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        int size = Page.limit(limit);
        var home = Page.of(
                there.at(node.code(), ParcelState.RETURNED, cursor == null ? "" : cursor, size + 1),
                size,
                ParcelsThere.There::barcode);
        var done = table.inspected(
                home.items().stream().map(ParcelsThere.There::barcode).toList());
        return new Page<>(
                home.items().stream()
                        .filter(parcel -> !done.contains(parcel.barcode()))
                        .map(parcel -> new Waiting(parcel.barcode(), picked(parcel.orderId())))
                        // What a buyer sent back was picked for another parcel; the room of returns inspects it.
                        .filter(waiting -> !waiting.parts().isEmpty())
                        .toList(),
                home.next());
    }

    @Override
    public Waiting waiting(Caller caller, String nodeCode, String barcode) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return there.find(barcode)
                .filter(parcel -> parcel.state() == ParcelState.RETURNED
                        && node.code().equals(parcel.atNode())
                        && table.inspected(List.of(barcode)).isEmpty())
                .map(parcel -> new Waiting(parcel.barcode(), picked(parcel.orderId())))
                .filter(waiting -> !waiting.parts().isEmpty())
                .orElseThrow(ProblemException::notFound);
    }

    private List<Picked> picked(String orderId) {
        return sums(history.picked(orderId)).entrySet().stream()
                .map(each -> new Picked(
                        each.getKey().sku(),
                        each.getKey().lot().isEmpty() ? null : each.getKey().lot(),
                        each.getKey().owner(),
                        each.getValue()))
                .toList();
    }

    @Override
    public Inspected inspect(Caller caller, String barcode, Inspection inspection, @Nullable String key) {
        Node node = workplaces.own(caller, inspection.node(), ACT, Workplaces.HANDS);
        return idempotency.once(
                caller.accountId(),
                ACT + ":" + barcode,
                key,
                inspection,
                Inspected.class,
                () -> inspect(caller, node, barcode, inspection));
    }

    private Inspected inspect(Caller caller, Node node, String barcode, Inspection inspection) {
        OnItsWay parcel = register.lock(List.of(barcode)).stream()
                .filter(found -> node.code().equals(found.fromNode()))
                .findFirst()
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, barcode, "not-found");
                    return ProblemException.notFound();
                });
        if (parcel.state() != ParcelState.RETURNED) {
            throw ProblemException.of(409, "not-returned", "包裹未退回到此 · The parcel did not come home here", null);
        }
        if (!table.inspected(List.of(barcode)).isEmpty()) {
            throw ProblemException.of(409, "already-inspected", "已验收过 · It was inspected already", null);
        }
        List<Found> parts = merged(inspection.parts());
        if (!counted(parts).equals(sums(history.picked(parcel.orderId())))) {
            throw ProblemException.of(
                    409,
                    "inspection-differs",
                    "与出库记录不符 · It is not what was picked for this parcel",
                    "逐批填写，缺的填 MISSING · Tell every lot, and what is not there as MISSING");
        }
        sellable.check(parts);
        String actId = putBack(parcel, node, parts, caller, inspection.occurredAt());
        table.insert(parcel, actId, parts, caller.accountId(), clock.instant());
        trail.record(caller.accountId(), ACT, barcode, null, String.valueOf(actId));
        return new Inspected(barcode, actId, parts);
    }

    private @Nullable String putBack(
            OnItsWay parcel, Node node, List<Found> parts, Caller caller, @Nullable Instant occurredAt) {
        List<Change> back = parts.stream()
                .filter(part -> part.found() != Finding.MISSING)
                .map(part -> new Change(
                        new StockPart(
                                part.skuCode(),
                                node.code(),
                                part.lot(),
                                part.of(),
                                StockStatus.valueOf(part.found().name()),
                                ""),
                        part.pieces()))
                .toList();
        if (back.isEmpty()) {
            return null;
        }
        return book.post(
                new Act(
                        StockBook.What.RECEIVED,
                        node.countyCode(),
                        node.code(),
                        "退回包裹验收 · inspected " + parcel.barcode(),
                        caller.accountId(),
                        null,
                        occurredAt,
                        new StockBook.Document("RETURN", parcel.orderId())),
                back);
    }

    /** Whose pieces of which lot. */
    private record Whose(String sku, String lot, String owner) implements Comparable<Whose> {
        @Override
        public int compareTo(Whose other) {
            return toString().compareTo(other.toString());
        }
    }

    private static Map<Whose, Long> sums(List<Change> picked) {
        return picked.stream()
                .collect(Collectors.groupingBy(
                        each -> new Whose(
                                each.part().skuCode(),
                                each.part().lotCode(),
                                each.part().owner().text()),
                        TreeMap::new,
                        Collectors.summingLong(Change::pieces)));
    }

    private static Map<Whose, Long> counted(List<Found> parts) {
        return parts.stream()
                .collect(Collectors.groupingBy(
                        part -> new Whose(part.skuCode(), part.lot(), part.of().text()),
                        TreeMap::new,
                        Collectors.summingLong(Found::pieces)));
    }

    /** The same told twice counts together. */
    private static List<Found> merged(List<Found> parts) {
        record Kind(Whose whose, Finding found) {}
        var pieces = parts.stream()
                .collect(Collectors.groupingBy(
                        part -> new Kind(
                                new Whose(part.skuCode(), part.lot(), part.of().text()), part.found()),
                        Collectors.summingLong(Found::pieces)));
        var told = new HashSet<Kind>();
        var merged = new ArrayList<Found>();
        for (Found part : parts) {
            var kind = new Kind(new Whose(part.skuCode(), part.lot(), part.of().text()), part.found());
            if (told.add(kind)) {
                merged.add(new Found(part.skuCode(), part.lotCode(), part.owner(), part.found(), pieces.get(kind)));
            }
        }
        return merged;
    }
}
