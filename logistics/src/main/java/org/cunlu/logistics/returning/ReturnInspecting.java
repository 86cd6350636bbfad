package org.cunlu.logistics.returning;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.GoodsBackInspected;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ReturnInspections;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockHistory;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.returning.ReturnTable.Back;
import org.cunlu.logistics.returning.ReturnTable.Whose;

/** Whoever has the parcel at home opens it and says what each piece is good for; what went out of which lot bounds what comes back of it. */
@Singleton
class ReturnInspecting implements ReturnInspections {
    private static final String ACT = "logistics.return-inspection";

    private final ReturnTable table;
    private final ParcelRegister register;
    private final StockHistory history;
    private final StockBook book;
    private final Resale resale;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    ReturnInspecting(
            ReturnTable table,
            ParcelRegister register,
            StockHistory history,
            StockBook book,
            Resale resale,
            Workplaces workplaces,
            Idempotency idempotency,
            Outbox outbox,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.register = register;
        this.history = history;
        this.book = book;
        this.resale = resale;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Page<Waiting> waiting(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        return transactions.run(() -> page(caller, nodeCode, cursor, limit));
    }

    @Override
    public Waiting waiting(Caller caller, String nodeCode, String barcode) {
        return transactions.run(() -> {
            Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
            return table.lock(barcode)
                    .filter(back -> back.homeNode().equals(node.code()) && back.inspectedAt() == null)
                    .filter(back -> !home(List.of(back)).isEmpty())
                    .map(this::opened)
                    .orElseThrow(ProblemException::notFound);
        });
    }

    private Page<Waiting> page(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        int size = Page.limit(limit);
        var page = Page.of(table.waiting(node.code(), cursor == null ? "" : cursor, size + 1), size, Back::barcode);
        var home = home(page.items());
        return new Page<>(
                page.items().stream()
                        .filter(back -> home.contains(back.barcode()))
                        .map(this::opened)
                        .toList(),
                page.next());
    }

    /** @return barcodes of those that are home */
    private Set<String> home(List<Back> backs) {
        return register.lock(backs.stream().map(Back::barcode).toList()).stream()
                .filter(parcel -> parcel.state() == ParcelState.RETURNED)
                .map(ParcelRegister.OnItsWay::barcode)
                .collect(Collectors.toSet());
    }

    private Waiting opened(Back back) {
        var lines = table.lines(back.returnId());
        return new Waiting(back.returnId(), back.barcode(), lines, possible(back, lines.keySet()));
    }

    private List<Possible> possible(Back back, Set<String> skus) {
        return out(back.orderId()).entrySet().stream()
                .filter(each ->
                        each.getValue() > 0 && skus.contains(each.getKey().skuCode()))
                .map(each -> new Possible(
                        each.getKey().skuCode(),
                        each.getKey().lotCode().isEmpty() ? null : each.getKey().lotCode(),
                        each.getKey().owner(),
                        each.getValue()))
                .sorted(Comparator.comparing(Possible::toString))
                .toList();
    }

    /** @return what went out with an order and is out still, by lot and owner */
    private Map<Whose, Long> out(String orderId) {
        var out = new HashMap<Whose, Long>();
        for (Change each : history.picked(orderId)) {
            var part = each.part();
            out.merge(new Whose(part.skuCode(), part.lotCode(), part.owner().text()), each.pieces(), Long::sum);
        }
        table.cameBack(orderId).forEach((whose, pieces) -> out.merge(whose, -pieces, Long::sum));
        return out;
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
        Back back = table.lock(barcode)
                .filter(found -> found.homeNode().equals(node.code()))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, barcode, "not-found");
                    return ProblemException.notFound();
                });
        if (back.inspectedAt() != null) {
            throw ProblemException.of(409, "already-inspected", "已验收过 · It was inspected already", null);
        }
        boolean home =
                register.lock(List.of(barcode)).stream().anyMatch(parcel -> parcel.state() == ParcelState.RETURNED);
        if (!home) {
            throw ProblemException.of(409, "not-returned", "包裹未退回到此 · The parcel did not come home here", null);
        }
        List<Found> parts = merged(inspection.parts());
        checkCounts(back, parts);
        resale.check(parts);
        String actId = putBack(back, node, parts, caller);
        if (!table.inspected(back, actId, parts, caller.accountId(), clock.instant())) {
            throw new IllegalStateException("a locked return was inspected: " + back.returnId());
        }
        trail.record(caller.accountId(), ACT, back.returnId(), null, told(parts).toString());
        outbox.append(new GoodsBackInspected(
                back.returnId(), back.orderId(), barcode, told(parts), clock.instant(), caller.accountId()));
        return new Inspected(back.returnId(), barcode, actId, parts);
    }

    /** All that was handed in is told of; and no more comes back of a lot than went out. */
    private void checkCounts(Back back, List<Found> parts) {
        var told = parts.stream()
                .collect(Collectors.groupingBy(Found::skuCode, TreeMap::new, Collectors.summingLong(Found::pieces)));
        var out = out(back.orderId());
        boolean more = parts.stream()
                .filter(part -> part.found() != Finding.MISSING)
                .collect(Collectors.groupingBy(ReturnInspecting::whose, Collectors.summingLong(Found::pieces)))
                .entrySet()
                .stream()
                .anyMatch(each -> out.getOrDefault(each.getKey(), 0L) < each.getValue());
        if (more || !told.equals(table.lines(back.returnId()))) {
            throw ProblemException.of(
                    409,
                    "inspection-differs",
                    "与交回或出库记录不符 · It is not what was handed in, or not what went out",
                    "逐批填写，缺的填 MISSING · Tell every lot, and what is not there as MISSING");
        }
    }

    private @Nullable String putBack(Back back, Node node, List<Found> parts, Caller caller) {
        var there =
                parts.stream().filter(part -> part.found() != Finding.MISSING).toList();
        if (there.isEmpty()) {
            return null;
        }
        String received = post(
                StockBook.What.RECEIVED,
                back,
                node,
                caller,
                there.stream()
                        .map(part -> new Change(part(part, node, status(part.found())), part.pieces()))
                        .toList());
        var scrapped =
                there.stream().filter(part -> part.found() == Finding.SCRAPPED).toList();
        if (!scrapped.isEmpty()) {
            post(
                    StockBook.What.SCRAPPED,
                    back,
                    node,
                    caller,
                    scrapped.stream()
                            .map(part -> new Change(part(part, node, StockStatus.DAMAGED), -part.pieces()))
                            .toList());
        }
        return received;
    }

    private String post(StockBook.What what, Back back, Node node, Caller caller, List<Change> changes) {
        return book.post(
                new Act(
                        what,
                        node.countyCode(),
                        node.code(),
                        "退货验收 · return " + back.barcode(),
                        caller.accountId(),
                        null,
                        null,
                        new Document("RETURN", back.returnId())),
                changes);
    }

    private static Whose whose(Found part) {
        return new Whose(part.skuCode(), part.lot(), part.of().text());
    }

    private static StockPart part(Found part, Node node, StockStatus status) {
        return new StockPart(part.skuCode(), node.code(), part.lot(), part.of(), status, "");
    }

    private static StockStatus status(Finding found) {
        return found == Finding.SCRAPPED ? StockStatus.DAMAGED : StockStatus.valueOf(found.name());
    }

    private static List<GoodsBackInspected.Part> told(List<Found> parts) {
        record Kind(String sku, Finding found) {}
        var sums = new TreeMap<String, GoodsBackInspected.Part>();
        for (Found part : parts) {
            var kind = new Kind(part.skuCode(), part.found());
            sums.merge(
                    kind.toString(),
                    new GoodsBackInspected.Part(part.skuCode(), part.found(), part.pieces()),
                    (a, b) -> new GoodsBackInspected.Part(a.skuCode(), a.found(), a.pieces() + b.pieces()));
        }
        return new ArrayList<>(sums.values());
    }

    /** The same told twice counts together. */
    private static List<Found> merged(List<Found> parts) {
        var sums = new TreeMap<String, Found>();
        for (Found part : parts) {
            sums.merge(
                    whose(part) + "/" + part.found(),
                    part,
                    (a, b) -> new Found(a.skuCode(), a.lotCode(), a.owner(), a.found(), a.pieces() + b.pieces()));
        }
        return new ArrayList<>(sums.values());
    }
}
