package org.cunlu.logistics.goods;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsUnits.Piece;
import org.cunlu.logistics.Load;

/** Divides what is shipped into units that one person can lift, each of one storage class, each line in as few as can be. */
@Singleton
class Dividing {
    private final long gramsMax;
    private final long cm3Max;
    private final int unitsMax;

    /**
     * @param gramsMax of a unit: what one person lifts alone
     * @param cm3Max of a unit: a crate of 600 x 400 x 300 mm holds about 60 litres
     * @param unitsMax of a transfer
     */
    Dividing(
            @Value("${cunlu.logistics.unit-grams:25000}") long gramsMax,
            @Value("${cunlu.logistics.unit-cm3:60000}") long cm3Max,
            @Value("${cunlu.logistics.units-max:400}") int unitsMax) {
        this.gramsMax = gramsMax;
        this.cm3Max = cm3Max;
        this.unitsMax = unitsMax;
    }

    /** What goes into one unit. */
    record Packed(List<Piece> pieces, Load load) {}

    /** A unit that is being filled. */
    private static final class Open {
        private final StorageClass kept;
        private final List<Piece> pieces = new ArrayList<>();
        private long grams;
        private long cm3;

        Open(StorageClass kept) {
            this.kept = kept;
        }

        Packed closed() {
            return new Packed(List.copyOf(pieces), new Load(grams, cm3, 1, kept));
        }
    }

    /** @return none when they would be more than one transfer carries @throws ProblemException 400 {@code sku-unknown} */
    List<Packed> of(List<Piece> pieces, Map<String, Sku> skus) {
        var units = new ArrayList<Packed>();
        Open open = null;
        for (Piece piece : sorted(pieces, skus)) {
            Sku sku = skus.get(piece.skuCode());
            long left = piece.pieces();
            while (left > 0) {
                if (open != null && (open.kept != sku.storageClass() || fits(open, sku) == 0)) {
                    units.add(open.closed());
                    open = null;
                    if (units.size() >= unitsMax) {
                        return List.of();
                    }
                }
                if (open == null) {
                    open = new Open(sku.storageClass());
                }
                // One that is larger than any unit is a unit by itself.
                long some = Math.clamp(fits(open, sku), 1, left);
                open.pieces.add(new Piece(piece.lineNo(), piece.skuCode(), piece.lotCode(), some));
                open.grams += grams(sku) * some;
                open.cm3 += cm3(sku) * some;
                left -= some;
            }
        }
        if (open != null) {
            units.add(open.closed());
        }
        return units;
    }

    private static List<Piece> sorted(List<Piece> pieces, Map<String, Sku> skus) {
        pieces.stream()
                .filter(piece -> !skus.containsKey(piece.skuCode()))
                .findFirst()
                .ifPresent(piece -> {
                    throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
                });
        return pieces.stream()
                .sorted(Comparator.comparing(
                                (Piece piece) -> skus.get(piece.skuCode()).storageClass())
                        .thenComparing(Piece::lineNo))
                .toList();
    }

    private long fits(Open open, Sku sku) {
        return Math.min((gramsMax - open.grams) / grams(sku), (cm3Max - open.cm3) / cm3(sku));
    }

    private static long grams(Sku sku) {
        return Math.max(1, sku.weightGrams());
    }

    private static long cm3(Sku sku) {
        return Math.max(1, sku.volumeCm3());
    }
}
