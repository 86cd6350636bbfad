package org.cunlu.logistics.goods;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsParcels;
import org.cunlu.logistics.GoodsParcels.Begin;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.RoomForGoods;
import org.cunlu.logistics.RoomForGoods.Outcome;
import org.cunlu.logistics.goods.Dividing.Packed;

/** Sends units on their ways, and opens them where they were to go. */
@Singleton
class Units implements GoodsUnits {
    private final UnitTable table;
    private final Dividing dividing;
    private final GoodsParcels parcels;
    private final ParcelRegister register;
    private final RoomForGoods room;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    Units(
            UnitTable table,
            Dividing dividing,
            GoodsParcels parcels,
            ParcelRegister register,
            RoomForGoods room,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.dividing = dividing;
        this.parcels = parcels;
        this.register = register;
        this.room = room;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Sent send(Consignment sent) {
        transactions.require();
        Map<String, Sku> goods =
                skus.find(sent.pieces().stream().map(Piece::skuCode).collect(Collectors.toCollection(TreeSet::new)));
        var packed = new TreeMap<String, Packed>();
        List<Packed> units = dividing.of(sent.pieces(), goods);
        if (units.isEmpty()) {
            return new Sent(List.of(), Promise.Reason.TOO_LARGE);
        }
        // After those that were taken apart.
        int before = table.packedBefore(sent.transferId());
        units.forEach(unit -> packed.put("%s-%04d".formatted(sent.transferId(), before + packed.size() + 1), unit));
        SortedMap<String, Load> loads = new TreeMap<>();
        packed.forEach((holder, unit) -> loads.put(holder, unit.load()));
        Instant ready = sent.readyAt() == null ? clock.instant() : sent.readyAt();
        return switch (room.hold(
                sent.from().countyCode(), sent.from().code(), sent.to().code(), loads, ready, sent.urgent())) {
            case Outcome.Held held -> {
                begin(sent, packed, held.ways());
                yield new Sent(of(List.of(sent.transferId())).get(sent.transferId()), null);
            }
            case Outcome.None none -> new Sent(List.of(), none.why());
        };
    }

    private void begin(Consignment sent, SortedMap<String, Packed> packed, Map<String, Promise.Kept> ways) {
        List<Begin> all = packed.entrySet().stream()
                .map(unit -> new Begin(
                        unit.getKey(),
                        sent.from().countyCode(),
                        sent.from().code(),
                        sent.to().code(),
                        unit.getValue().pieces().stream()
                                .collect(Collectors.groupingBy(Piece::skuCode, Collectors.summingLong(Piece::pieces))),
                        lots(unit.getValue().pieces()),
                        unit.getValue().load(),
                        ways.get(unit.getKey()),
                        sent.actor()))
                .toList();
        List<String> barcodes = parcels.begin(all);
        var contents = new TreeMap<String, List<Piece>>();
        var inOrder = new ArrayList<>(packed.values());
        for (int i = 0; i < barcodes.size(); i++) {
            contents.put(barcodes.get(i), inOrder.get(i).pieces());
        }
        table.insert(sent.from().countyCode(), sent.transferId(), barcodes, contents);
    }

    /** Several lines may hold the same lot, of other owners. */
    private static List<LotQuantity> lots(List<Piece> pieces) {
        var sums = new TreeMap<String, LotQuantity>();
        pieces.stream()
                .filter(piece -> !piece.lotCode().isEmpty())
                .forEach(piece -> sums.merge(
                        piece.skuCode() + " " + piece.lotCode(),
                        new LotQuantity(piece.skuCode(), piece.lotCode(), piece.pieces()),
                        (a, b) -> new LotQuantity(a.skuCode(), a.lotCode(), a.quantity() + b.quantity())));
        return List.copyOf(sums.values());
    }

    @Override
    public Map<String, List<Unit>> of(Collection<String> transferIds) {
        return table.of(transferIds).stream().collect(Collectors.groupingBy(Unit::transferId));
    }

    @Override
    public List<Unit> find(Collection<String> barcodes) {
        return table.find(barcodes);
    }

    @Override
    public List<String> inBag(String nodeCode, String sealOrSscc) {
        List<String> bags = NumberKind.BAG.fits(sealOrSscc)
                ? table.bagOfNumber(nodeCode, sealOrSscc)
                : table.bagsOfSeal(nodeCode, sealOrSscc);
        return bags.isEmpty()
                ? List.of()
                : find(register.inBagsWith(bags)).stream().map(Unit::barcode).toList();
    }

    @Override
    public boolean underWay(String transferId) {
        return table.underWay(transferId);
    }

    @Override
    public void demandUnpacked(String transferId) {
        transactions.require();
        if (!parcels.untouched(barcodes(transferId))) {
            throw ProblemException.of(
                    409,
                    "transfer-under-way",
                    "货件已装袋或已发出 · A unit lies in a bag, or has left",
                    "请先取出，或到货后更正收货 · Take it out, or correct what is received of it");
        }
    }

    @Override
    public void unpack(String transferId, String actor) {
        parcels.unpack(barcodes(transferId), actor);
        table.forget(transferId);
    }

    private List<String> barcodes(String transferId) {
        return of(List.of(transferId)).getOrDefault(transferId, List.of()).stream()
                .map(Unit::barcode)
                .toList();
    }

    @Override
    public List<Unit> recount(String transferId, Map<Integer, Recount> byLine) {
        transactions.require();
        List<Unit> opened = of(List.of(transferId)).getOrDefault(transferId, List.of()).stream()
                .filter(unit -> unit.takenInAt() != null)
                .toList();
        var barcodes = new TreeSet<String>();
        byLine.forEach((lineNo, recount) -> Recounting.of(opened, lineNo, recount)
                .orElseThrow(() -> ProblemException.of(
                                409,
                                "more-than-packed",
                                "多于已开货件所装的数量 · More than was packed in the units that were opened",
                                "未开的货件请收货 · Take in the units that are not opened")
                        .fact("lineNo", lineNo))
                .forEach(changed -> {
                    if (!table.recount(changed.barcode(), changed.found())) {
                        throw new IllegalStateException("a locked transfer's unit has changed: " + changed.barcode());
                    }
                    barcodes.add(changed.barcode());
                }));
        return find(barcodes);
    }

    @Override
    public void takeIn(Node node, List<Opened> opened, String actor) {
        transactions.require();
        var barcodes = opened.stream().map(Opened::barcode).toList();
        List<String> not = parcels.open(node, barcodes, actor);
        if (!not.isEmpty()) {
            throw ProblemException.of(
                            409,
                            "unit-not-here",
                            "货件不在本站点，请先扫描卸车 · The unit is not here: scan it off its trip first",
                            null)
                    .fact("units", not);
        }
        table.opened(barcodes, actor, clock.instant());
        for (Opened unit : opened) {
            for (Found found : unit.lines()) {
                if (!table.came(unit.barcode(), found)) {
                    throw ProblemException.of(
                                    409, "more-than-packed", "多于货件所装的数量 · More than was packed in the unit", null)
                            .fact("unit", unit.barcode())
                            .fact("lineNo", found.lineNo());
                }
            }
        }
    }
}
