package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * Pieces of one lot that a holder keeps for a programme (储备批次).
 * @param lotCode empty for SKUs that are not tracked by lot
 * @param costFen of a piece
 * @param grams of a piece
 * @param good pieces that are fit @param held pieces that are not, or wait for their inspection
 */
@Serdeable
public record ReserveLot(
        String id,
        String countyCode,
        String holding,
        String programme,
        String nodeCode,
        String skuCode,
        String lotCode,
        String variety,
        String grade,
        long costFen,
        long grams,
        LocalDate inOn,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn,
        long good,
        long held) {
    /** @return the part in which its fit pieces stand, in this bin */
    public StockPart part(StockStatus status, String bin) {
        return new StockPart(skuCode, nodeCode, lotCode, ReserveProgram.owner(programme), status, bin);
    }
}
