package org.cunlu.logistics.adjusting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/**
 * Pieces of one part that are written up or down.
 * @param lotCode null for SKUs that are not tracked by lot
 * @param owner null for our own
 * @param status null for AVAILABLE
 * @param bin null for none
 * @param pieces more when above 0, fewer when below
 */
@Serdeable
record Line(
        @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
        @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
        @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,
        @Nullable StockStatus status,
        @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,
        @NotNull @Min(-1_000_000_000L) @Max(1_000_000_000L) Long pieces) {
    static Line of(Change change) {
        StockPart part = change.part();
        return new Line(
                part.skuCode(),
                part.lotCode().isEmpty() ? null : part.lotCode(),
                part.owner().text(),
                part.status(),
                part.bin().isEmpty() ? null : part.bin(),
                change.pieces());
    }

    Change change(String node) {
        return new Change(
                new StockPart(
                        skuCode,
                        node,
                        lotCode == null ? "" : lotCode,
                        owner == null ? StockOwner.OWN : new StockOwner(owner),
                        status == null ? StockStatus.AVAILABLE : status,
                        bin == null ? "" : bin),
                pieces);
    }
}
