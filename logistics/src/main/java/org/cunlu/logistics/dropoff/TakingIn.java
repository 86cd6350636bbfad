package org.cunlu.logistics.dropoff;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.DropOffs;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Photos;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;

/** The keeper takes goods in: onto the shelf for their owner, or as the parcel of a paid order; or he says why not. */
@Singleton
class TakingIn implements DropOffs {
    private static final String ACT = "logistics.drop-off";

    private final DropOffTable table;
    private final StockBook book;
    private final Scans scans;
    private final ParcelsThere parcels;
    private final Photos photos;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    TakingIn(
            DropOffTable table,
            StockBook book,
            Scans scans,
            ParcelsThere parcels,
            Photos photos,
            Skus skus,
            Workplaces workplaces,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.book = book;
        this.scans = scans;
        this.parcels = parcels;
        this.photos = photos;
        this.skus = skus;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** The number that a request has from its first try on. */
    @Serdeable
    record Numbered(String dropOffId) {}

    @Override
    public DropOff take(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), ACT, Workplaces.HANDS);
        if (!node.profile().offers(NodeProfile.Service.DROP_OFF)) {
            throw ProblemException.of(409, "no-drop-off", "本站不收寄 · Nothing is handed in at this node", null);
        }
        if (order.refusedBecause() == null) {
            handled(node, order);
        }
        if (order.refusedBecause() == null && order.parcel() != null) {
            return named(asParcel(caller, node, order, key), node);
        }
        DropOff done = idempotency.once(caller.accountId(), ACT, key, order, DropOff.class, () -> {
            String actId = order.refusedBecause() == null ? consign(caller, node, order) : null;
            Outcome outcome = actId == null ? Outcome.REFUSED : Outcome.CONSIGNED;
            return keep(caller, node, order, ids.next(), outcome, actId);
        });
        return named(done, node);
    }

    private void handled(Node node, Order order) {
        Sku sku = order.skuCode() == null
                ? null
                : skus.find(List.of(order.skuCode())).get(order.skuCode());
        if (sku != null && !node.handles(sku.storageClass())) {
            throw ProblemException.invalid(
                    "skuCode", "class-not-held", "此处不能存放这类货物 · Goods of this class may not be kept here");
        }
    }

    private String consign(Caller caller, Node node, Order order) {
        if (order.skuCode() == null || order.seller() == null) {
            throw ProblemException.invalid(
                    order.skuCode() == null ? "skuCode" : "seller",
                    "owner-and-sku-needed",
                    "寄售须填货主和商品编码 · Goods for the shelf need their owner and SKU");
        }
        var part = new StockPart(
                order.skuCode(),
                node.code(),
                order.lotCode() == null ? "" : order.lotCode(),
                new StockOwner("SELLER:" + order.seller()),
                StockStatus.AVAILABLE,
                "");
        var act = new Act(
                StockBook.What.RECEIVED,
                node.countyCode(),
                node.code(),
                "收寄 drop-off",
                caller.accountId(),
                null,
                null,
                null);
        return book.receive(act, List.of(new Incoming(part, order.expiresOn(), order.producedOn(), order.pieces())));
    }

    /** Each scan has its own answer; sent again, all of it goes on where it stopped. */
    private DropOff asParcel(Caller caller, Node node, Order order, @Nullable String key) {
        if (order.weightGrams() > StationWork.WEIGHT_MAX || !parcels.isBarcode(order.parcel())) {
            throw ProblemException.invalid("parcel", "parcel-invalid", "条码或重量不对 · No such parcel or weight");
        }
        String id = idempotency
                .once(caller.accountId(), ACT, key, order, Numbered.class, () -> new Numbered(ids.next()))
                .dropOffId();
        var known = table.find(id);
        if (known.isPresent()) {
            return known.get();
        }
        scan(caller, node, order, id, ScanKind.PACK);
        scan(caller, node, order, id, ScanKind.REWEIGH);
        return transactions.run(
                () -> table.find(id).orElseGet(() -> keep(caller, node, order, id, Outcome.PARCEL, null)));
    }

    private void scan(Caller caller, Node node, Order order, String id, ScanKind kind) {
        var scan = ScanDraft.of(id + "." + kind, "drop-off." + caller.accountId(), kind, node.code())
                .parcel(order.parcel())
                .weight(kind == ScanKind.REWEIGH ? order.weightGrams() : null)
                .photo(kind == ScanKind.PACK ? order.photoId() : null)
                .scan();
        var answer = scans.apply(caller, scan, null);
        if (answer.code() != null) {
            throw ProblemException.of(
                    answer.code().equals("parcel-unknown") ? 404 : 409, answer.code(), answer.title(), null);
        }
    }

    private DropOff keep(Caller caller, Node node, Order order, String id, Outcome outcome, @Nullable String actId) {
        if (order.photoId() != null && !photos.keep(order.photoId(), node.code(), caller.accountId())) {
            throw ProblemException.of(
                    409, "photo-unknown", "没有找到您在此站点拍的照片 · No such photo of yours at this node", null);
        }
        var done = new DropOff(
                id,
                node.code(),
                node.name(),
                outcome,
                order.seller(),
                order.villager(),
                order.skuCode(),
                goods(order),
                order.lotCode(),
                order.pieces(),
                order.weightGrams(),
                order.grade(),
                actId,
                outcome == Outcome.PARCEL ? order.parcel() : null,
                order.refusedBecause(),
                caller.accountId(),
                clock.instant(),
                order.photoId());
        table.insert(node.countyCode(), done);
        trail.record(caller.accountId(), ACT, id, null, outcome + " " + order.pieces() + " at " + node.code());
        return done;
    }

    private String goods(Order order) {
        if (order.description() != null) {
            return order.description();
        }
        if (order.skuCode() != null) {
            Sku sku = skus.find(List.of(order.skuCode())).get(order.skuCode());
            String name = sku == null ? order.skuCode() : sku.name();
            return name.length() <= 60 ? name : name.substring(0, 60);
        }
        if (order.parcel() != null) {
            return order.parcel();
        }
        throw ProblemException.invalid("description", "goods-unnamed", "请写明是什么货物 · Say what it is");
    }

    private static DropOff named(DropOff found, Node node) {
        return new DropOff(
                found.dropOffId(),
                found.node(),
                node.name(),
                found.outcome(),
                found.seller(),
                found.villager(),
                found.skuCode(),
                found.goods(),
                found.lotCode(),
                found.pieces(),
                found.weightGrams(),
                found.grade(),
                found.actId(),
                found.barcode(),
                found.reason(),
                found.takenBy(),
                found.takenAt(),
                found.photoId());
    }

    @Override
    public DropOff find(Caller caller, String nodeCode, String dropOffId) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return table.find(dropOffId)
                .filter(found -> found.node().equals(node.code()))
                .map(found -> named(found, node))
                .orElseThrow(ProblemException::notFound);
    }
}
