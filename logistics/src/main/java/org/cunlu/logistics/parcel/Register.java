package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.parcel.ContentTable.Line;

/** Reads parcels with all that others need to know of them, in a number of statements that does not grow with them. */
@Singleton
class Register implements ParcelsThere {
    private final ParcelTable parcels;
    private final ContentTable contents;
    private final Ways ways;

    Register(ParcelTable parcels, ContentTable contents, Ways ways) {
        this.parcels = parcels;
        this.contents = contents;
        this.ways = ways;
    }

    @Override
    public boolean isBarcode(@Nullable String text) {
        return Labels.isBarcode(text);
    }

    @Override
    public Optional<There> find(String barcode) {
        return whole(parcels.find(barcode).stream().toList()).stream().findFirst();
    }

    @Override
    public List<There> find(Collection<String> barcodes) {
        return whole(parcels.find(barcodes));
    }

    @Override
    public List<There> at(String nodeCode, @Nullable ParcelState state, String after, int limit) {
        return whole(parcels.at(nodeCode, state, after, limit));
    }

    @Override
    public List<String> heldBy(String nodeCode) {
        return parcels.heldBy(nodeCode);
    }

    @Override
    public List<String> comingTo(String nodeCode) {
        return parcels.comingTo(nodeCode);
    }

    private List<There> whole(List<Parcel> found) {
        var barcodes = found.stream().map(Parcel::barcode).toList();
        var lines = contents.of(barcodes);
        var shelves = parcels.shelves(barcodes);
        var legs = current(found);
        return found.stream()
                .map(parcel -> there(
                        parcel,
                        lines.getOrDefault(parcel.barcode(), List.of()),
                        shelves.get(parcel.barcode()),
                        legs.get(parcel.barcode())))
                .toList();
    }

    private Map<String, Leg> current(List<Parcel> found) {
        return ways.current(found.stream()
                .filter(parcel -> parcel.position().nextNode() != null)
                .map(parcel -> new Ways.LegKey(parcel.barcode(), parcel.legSeq()))
                .toList());
    }

    private static There there(Parcel parcel, List<Line> lines, @Nullable String shelf, @Nullable Leg leg) {
        Holder holder = parcel.holder();
        return new There(
                parcel.barcode(),
                parcel.countyCode(),
                parcel.orderId(),
                parcel.fromNode(),
                parcel.toNode(),
                parcel.destination(),
                parcel.state(),
                holder.kind() == Holder.Kind.NODE ? holder.id() : null,
                parcel.inBag(),
                parcel.position().nextNode(),
                leg,
                lines.stream()
                        .map(line -> new Piece(line.skuCode(), line.quantity()))
                        .toList(),
                parcel.storageClass(),
                parcel.cashDueFen(),
                parcel.recipientId(),
                parcel.promisedAt(),
                shelf,
                parcel.goingBack());
    }
}
