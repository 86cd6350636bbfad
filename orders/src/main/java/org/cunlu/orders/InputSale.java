package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import org.cunlu.catalog.InputKind;
import org.cunlu.orders.OrderState.Lifecycle;

/**
 * A line of the ledger of farm inputs.
 * @param sale order and line, a dot between
 * @param pieces what is not short of it; what was cancelled stays in the ledger as such
 * @param grams of all pieces
 * @param buyer verified name of who bought a restricted one, else the recipient's; masked but for inspectors' files
 * @param crop of a restricted one, as all that follows; null for the others
 * @param village masked to its township but for inspectors' files
 */
@Serdeable
@Schema(name = "Sale")
public record InputSale(
        String sale,
        Instant soldAt,
        Lifecycle state,
        String sellerCode,
        String sellerName,
        String fromNode,
        String skuCode,
        String name,
        InputKind kind,
        String registrationNo,
        boolean restricted,
        @Nullable String activeIngredient,
        long pieces,
        long grams,
        @Nullable String buyer,
        @Nullable String crop,
        @Nullable BigDecimal areaMu,
        @Nullable String pest,
        @Nullable String village) {
    /** Hides who bought what for what. */
    @Override
    public String toString() {
        return "InputSale[" + sale + "]";
    }
}
