package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.ProductState;

/** How products and changes look to sellers and to the county. */
final class Views {
    private Views() {}

    /** @param authorShop null for what the county put into the catalogue */
    @Serdeable
    record ProductLine(String code, String name, @Nullable String authorShop, ProductState state, long version) {
        static ProductLine of(ProductTable.Line line) {
            return new ProductLine(line.code(), line.name(), line.authorShop(), line.state(), line.version());
        }
    }

    /** @param openChange id of the change that is undecided */
    @Serdeable
    record ProductView(
            String code,
            @Nullable String authorShop,
            ProductState state,
            long version,
            ProductSheet sheet,
            @Nullable String openChange,
            List<StepTable.Step> steps) {
        static ProductView of(Kept kept, @Nullable String openChange, List<StepTable.Step> steps) {
            return new ProductView(
                    kept.code(), kept.authorShop(), kept.state(), kept.version(), kept.sheet(), openChange, steps);
        }
    }

    /** @param differences between what stood and what is proposed */
    @Serdeable
    record ChangeView(
            String id,
            String productCode,
            String shop,
            long baseVersion,
            Change.State state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            List<Diff.Difference> differences) {
        static ChangeView of(Change change) {
            return new ChangeView(
                    change.id(),
                    change.productCode(),
                    change.shop(),
                    change.baseVersion(),
                    change.state(),
                    change.proposedBy(),
                    change.proposedAt(),
                    change.decidedBy(),
                    change.decidedAt(),
                    change.reason(),
                    Diff.of(change.base(), change.sheet()));
        }
    }
}
