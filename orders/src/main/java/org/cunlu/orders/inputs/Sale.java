package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.cunlu.catalog.InputKind;
import org.cunlu.orders.OrderState.Lifecycle;

/**
 * A line of the sales ledger.
 * @param sale order and line, a dot between
 * @param pieces what is not short of it; what was cancelled stays in the ledger as such
 * @param grams of all pieces
 * @param buyer verified name of who bought a restricted one, else the recipient's; masked but for inspectors' files
 * @param crop of a restricted one, as all that follows; null for the others
 * @param village masked to its township but for inspectors' files
 */
@Serdeable
record Sale(
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
    static final List<String> HEADER = List.of(
            "sale",
            "sold_at",
            "state",
            "seller_code",
            "seller_name",
            "from_node",
            "sku_code",
            "name",
            "kind",
            "registration_no",
            "restricted",
            "active_ingredient",
            "pieces",
            "grams",
            "buyer",
            "crop",
            "area_mu",
            "pest",
            "village");

    List<Object> cells() {
        return Arrays.asList(
                sale,
                soldAt,
                state,
                sellerCode,
                sellerName,
                fromNode,
                skuCode,
                name,
                kind,
                registrationNo,
                restricted,
                activeIngredient,
                pieces,
                grams,
                buyer,
                crop,
                areaMu,
                pest,
                village);
    }

    /** Hides who bought what for what. */
    @Override
    public String toString() {
        return "Sale[" + sale + "]";
    }
}
