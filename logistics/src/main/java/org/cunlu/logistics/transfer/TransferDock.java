package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StockTransfers.Means;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.TransfersComing;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.TransferTable.Head;
import org.cunlu.logistics.transfer.Transferring.Receipt;
import org.cunlu.logistics.transfer.UnitsIn.UnitCame;
import org.cunlu.logistics.transfer.UnitsIn.UnitReceipt;

/** What other nodes ship, for pages: with the names of goods and places. */
@Singleton
class TransferDock implements TransfersComing {
    private static final String LOOK = "logistics.transfer-look";

    private final TransferTable table;
    private final Receiving receiving;
    private final UnitsIn unitsIn;
    private final GoodsUnits units;
    private final Workplaces workplaces;
    private final Network network;
    private final Skus skus;

    TransferDock(
            TransferTable table,
            Receiving receiving,
            UnitsIn unitsIn,
            GoodsUnits units,
            Workplaces workplaces,
            Network network,
            Skus skus) {
        this.table = table;
        this.receiving = receiving;
        this.unitsIn = unitsIn;
        this.units = units;
        this.workplaces = workplaces;
        this.network = network;
        this.skus = skus;
    }

    @Override
    public Page<Coming> awaited(Caller caller, String node, @Nullable String cursor, int limit) {
        workplaces.own(caller, node, LOOK, Workplaces.HANDS);
        Page<Head> found = Page.of(table.awaited(node, cursor, limit + 1), limit, Head::transferId);
        return new Page<>(told(found.items()), found.next());
    }

    @Override
    public Coming one(Caller caller, String transferId) {
        return told(List.of(own(caller, transferId))).getFirst();
    }

    private Head own(Caller caller, String transferId) {
        Head head = table.find(transferId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, head.toNode(), LOOK, Workplaces.HANDS);
        return head;
    }

    @Override
    public void receive(Caller caller, String transferId, List<Came> came, String key) {
        receiving.receive(
                caller,
                transferId,
                new Receipt(came.stream()
                        .map(each -> new Transferring.Came(each.lineNo(), each.good(), each.damaged()))
                        .toList()),
                key);
    }

    @Override
    public boolean open(Caller caller, String node, String barcode, List<Came> came, String key) {
        var lines = came.stream()
                .map(each -> new UnitsIn.InUnit(each.lineNo(), each.good(), each.damaged(), each.over()))
                .toList();
        return !unitsIn.take(caller, new UnitReceipt(node, List.of(new UnitCame(barcode, lines))), key)
                .differences()
                .isEmpty();
    }

    private List<Coming> told(List<Head> heads) {
        var codes = heads.stream().map(Head::transferId).toList();
        var lines = table.lines(codes);
        var packed = units.of(codes);
        Map<String, Sku> goods = skus.find(lines.values().stream()
                .flatMap(List::stream)
                .map(TransferLine::skuCode)
                .collect(Collectors.toSet()));
        var names = new HashMap<String, String>();
        goods.forEach((code, sku) -> names.put(code, sku.name()));
        var nodes = network.nodes(heads.stream().map(Head::fromNode).collect(Collectors.toSet()));
        return heads.stream()
                .map(head -> new Coming(
                        head.transferId(),
                        head.toNode(),
                        name(nodes.get(head.fromNode()), head.fromNode()),
                        head.shippedAt(),
                        head.reason(),
                        head.carriage() == Means.LINE,
                        head.state().equals("SHIPPED"),
                        lines.getOrDefault(head.transferId(), List.of()).stream()
                                .map(line -> line(line, names))
                                .toList(),
                        packed.getOrDefault(head.transferId(), List.of()).stream()
                                .map(unit -> unit(unit, names))
                                // What can be opened now comes first.
                                .sorted(Comparator.comparing(unit -> !unit.here() || unit.opened()))
                                .toList()))
                .toList();
    }

    private static Line line(TransferLine line, Map<String, String> names) {
        return new Line(
                line.lineNo(),
                names.getOrDefault(line.skuCode(), line.skuCode()),
                blankToNull(line.lotCode()),
                line.shipped(),
                line.received(),
                line.damaged(),
                line.lost(),
                line.inTransit());
    }

    private static Unit unit(GoodsUnits.Unit unit, Map<String, String> names) {
        return new Unit(
                unit.barcode(),
                unit.state() == ParcelState.AT_NODE,
                unit.takenInAt() != null,
                unit.lines().stream()
                        .map(line -> new InUnit(
                                line.lineNo(),
                                names.getOrDefault(line.skuCode(), line.skuCode()),
                                blankToNull(line.lotCode()),
                                line.packed(),
                                line.missing()))
                        .toList());
    }

    private static String name(@Nullable Node node, String code) {
        return node == null ? code : node.name();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
