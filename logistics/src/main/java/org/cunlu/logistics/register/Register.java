package org.cunlu.logistics.register;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.register.ThereTable.Standing;

/** Reads parcels with all that others need to know of them, in a number of statements that does not grow with them. */
@Singleton
class Register implements ParcelsThere {
    private final ThereTable parcels;
    private final ParcelsToPack contents;
    private final Ways ways;

    Register(ThereTable parcels, ParcelsToPack contents, Ways ways) {
        this.parcels = parcels;
        this.contents = contents;
        this.ways = ways;
    }

    @Override
    public boolean isBarcode(@Nullable String text) {
        return NumberKind.PARCEL.fits(text);
    }

    @Override
    public Optional<There> find(String barcode) {
        return find(List.of(barcode)).stream().findFirst();
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

    @Override
    public Set<StorageClass> classesAt(String nodeCode) {
        return parcels.classesAt(nodeCode);
    }

    @Override
    public Set<String> occupied(Collection<String> nodeCodes) {
        return parcels.occupied(nodeCodes);
    }

    private List<There> whole(List<Standing> found) {
        var barcodes = found.stream().map(each -> each.there().barcode()).toList();
        var pieces = contents.contents(barcodes).stream()
                .collect(Collectors.groupingBy(
                        ParcelsToPack.Content::barcode,
                        Collectors.mapping(
                                content -> new Piece(content.skuCode(), content.pieces()), Collectors.toList())));
        var legs = ways.current(found.stream()
                .filter(each -> each.there().nextNode() != null)
                .map(Standing::leg)
                .toList());
        return found.stream()
                .map(Standing::there)
                .map(there -> there.with(pieces.getOrDefault(there.barcode(), List.of()), legs.get(there.barcode())))
                .toList();
    }
}
