package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.GoodsUnits.Found;
import org.cunlu.logistics.GoodsUnits.Opened;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.TransferTable.Head;
import org.cunlu.logistics.transfer.Transferring.Came;

/**
 * Takes units of transfers in where they were to go. What is short stays in transit and is a difference until it turns up or is
 * written off; what is damaged or over is one too, and what is over is no stock before somebody receives it by itself. So is
 * what turns up after it was written off: nobody awaits it any more.
 */
@Singleton
class UnitsIn {
    private static final String ACT = "logistics.units-in";

    private final TransferTable table;
    private final Receiving receiving;
    private final GoodsUnits goods;
    private final UnitDifferences differences;
    private final Workplaces workplaces;
    private final Idempotency idempotency;

    UnitsIn(
            TransferTable table,
            Receiving receiving,
            GoodsUnits goods,
            UnitDifferences differences,
            Workplaces workplaces,
            Idempotency idempotency) {
        this.table = table;
        this.receiving = receiving;
        this.goods = goods;
        this.differences = differences;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
    }

    /** @param here whether it lies at the node, so that it can be taken in now @param unit with what is missing in it still */
    @Serdeable
    record Proposed(String fromNode, boolean here, Unit unit) {}

    @Serdeable
    record Proposal(List<Proposed> units) {}

    /** @param good pieces as they were packed @param damaged pieces that came and are not @param over more than was packed */
    @Serdeable
    record InUnit(
            @NotNull Integer lineNo,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long good,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long damaged,
            @Nullable @PositiveOrZero @Max(1_000_000_000L) Long over) {
        long came() {
            return good + damaged;
        }
    }

    /** @param lines null when all that was packed came, and is good; a line that is left out did not come */
    @Serdeable
    record UnitCame(
            @NotNull @Size(max = 20) String barcode,
            @Nullable @Size(min = 1, max = 200) List<@NotNull @Valid InUnit> lines) {}

    @Serdeable
    record UnitReceipt(
            @NotNull @Size(max = 32) String node,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid UnitCame> units) {}

    /** @param differences units with which something is wrong */
    @Serdeable
    record TakenIn(List<Unit> units, List<String> differences) {}

    /** @param of seal or SSCC of a bag or crate, or barcode of a unit */
    Proposal propose(Caller caller, String nodeCode, String of) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        List<String> barcodes = NumberKind.PARCEL.fits(of) ? List.of(of) : goods.inBag(node.code(), of);
        List<Unit> units = goods.find(barcodes);
        Map<String, Head> heads = heads(units);
        var mine = units.stream()
                .filter(unit -> heads.get(unit.transferId()).toNode().equals(node.code()))
                .map(unit -> new Proposed(
                        heads.get(unit.transferId()).fromNode(), unit.state() == ParcelState.AT_NODE, unit))
                .toList();
        if (mine.isEmpty()) {
            throw ProblemException.notFound();
        }
        return new Proposal(mine);
    }

    private Map<String, Head> heads(List<Unit> units) {
        return table.find(units.stream().map(Unit::transferId).distinct().toList()).stream()
                .collect(Collectors.toMap(Head::transferId, Function.identity()));
    }

    TakenIn take(Caller caller, UnitReceipt receipt, @Nullable String key) {
        Node node = workplaces.own(caller, receipt.node(), ACT, Workplaces.HANDS);
        return idempotency.once(
                caller.accountId(), ACT, key, receipt, TakenIn.class, () -> take(node, receipt, caller.accountId()));
    }

    private TakenIn take(Node node, UnitReceipt receipt, String actor) {
        var named = receipt.units().stream().map(UnitCame::barcode).toList();
        if (new HashSet<>(named).size() < named.size()) {
            throw ProblemException.invalid("units", "unit-twice", "同一货件出现两次 · A unit stands twice");
        }
        List<Unit> before = goods.find(named);
        Map<String, Head> heads = heads(before);
        if (before.size() < named.size()
                || before.stream()
                        .anyMatch(unit -> !heads.get(unit.transferId()).toNode().equals(node.code()))) {
            throw ProblemException.notFound();
        }
        heads.keySet().stream().sorted().forEach(table::lock);
        Map<String, Unit> units =
                goods.find(named).stream().collect(Collectors.toMap(Unit::barcode, Function.identity()));
        var found = new TreeMap<String, List<InUnit>>();
        var awaited = new HashMap<String, Awaited>();
        heads.keySet().forEach(transfer -> awaited.put(transfer, new Awaited(table.lines(transfer))));
        receipt.units().stream().sorted(Comparator.comparing(UnitCame::barcode)).forEach(came -> {
            Unit unit = units.get(came.barcode());
            found.put(came.barcode(), awaited.get(unit.transferId()).of(unit, came.lines()));
        });
        goods.takeIn(
                node,
                found.entrySet().stream()
                        .map(unit -> new Opened(unit.getKey(), counted(unit.getValue())))
                        .toList(),
                actor);
        byTransfer(found, units).forEach((transfer, lines) -> receiving.take(node, transfer, lines, actor));
        List<Unit> after = goods.find(named);
        var wrong = new ArrayList<String>();
        for (Unit unit : after) {
            List<InUnit> lines = found.get(unit.barcode());
            var seen = new UnitDifferences.Seen(
                    lines.stream().mapToLong(InUnit::damaged).sum(),
                    lines.stream()
                            .mapToLong(line -> line.over() == null ? 0 : line.over())
                            .sum());
            Head head = heads.get(unit.transferId());
            if (differences.tell(unit, awaited.get(head.transferId()).left(), seen, node, head, actor)) {
                wrong.add(unit.barcode());
            }
        }
        return new TakenIn(after, wrong);
    }

    private static List<Found> counted(List<InUnit> lines) {
        return lines.stream()
                .map(line -> new Found(line.lineNo(), line.came(), line.damaged()))
                .toList();
    }

    private static TreeMap<String, List<Came>> byTransfer(Map<String, List<InUnit>> found, Map<String, Unit> units) {
        var sums = new TreeMap<String, Map<Integer, Came>>();
        found.forEach((barcode, lines) ->
                lines.forEach(line -> sums.computeIfAbsent(units.get(barcode).transferId(), _ -> new HashMap<>())
                        .merge(
                                line.lineNo(),
                                new Came(line.lineNo(), line.good(), line.damaged()),
                                (a, b) -> new Came(a.lineNo(), a.good() + b.good(), a.damaged() + b.damaged()))));
        var all = new TreeMap<String, List<Came>>();
        sums.forEach((transfer, lines) -> all.put(
                transfer,
                lines.values().stream()
                        .filter(line -> line.good() + line.damaged() > 0)
                        .toList()));
        return all;
    }
}
