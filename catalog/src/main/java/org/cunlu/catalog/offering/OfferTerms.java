package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.problem.ProblemException;

/**
 * All that a seller says of his offer of a SKU.
 * @param shop in whose name; may be absent when the caller has one only
 * @param direction UP out of the villages, DOWN into them
 * @param priceFen of one piece, 1 to 10,000,000
 * @param leadDays from the order until it is ready to go, 0 to 60
 * @param deliversTo codes of nodes within whose subtrees it is delivered; null or empty for the whole network
 * @param deliversOutside whether it is sent out of the county
 */
@Serdeable
record OfferTerms(
        @Nullable @Size(max = 32) String shop,
        @NotNull Direction direction,
        long priceFen,
        int quantityMin,
        int quantityMax,
        int leadDays,
        @Nullable @Size(max = 20) List<@NotNull String> deliversTo,
        boolean deliversOutside) {
    private static final int LEAD_MAX = 60;

    OfferTerms {
        deliversTo = deliversTo == null ? List.of() : List.copyOf(deliversTo);
    }

    /** @throws ProblemException {@code terms-invalid} */
    void check() {
        require(quantityMin >= 1 && quantityMin <= quantityMax && quantityMax <= Sku.QUANTITY_MAX, "quantityMax");
        require(leadDays >= 0 && leadDays <= LEAD_MAX, "leadDays");
        boolean codes = deliversTo.stream().allMatch(each -> each.matches("[A-Z0-9._-]{1,32}"));
        require(codes && new HashSet<>(deliversTo).size() == deliversTo.size(), "deliversTo");
    }

    Terms terms(Terms now) {
        var delivery = new Delivery(leadDays, deliversTo.stream().sorted().toList(), deliversOutside);
        return new Terms(
                now.id(),
                now.skuCode(),
                now.sellerCode(),
                direction,
                priceFen,
                quantityMin,
                quantityMax,
                delivery,
                now.status(),
                now.version());
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw ProblemException.invalid(field, "terms-invalid", "报价条件有误 · The terms of the offer are not valid");
        }
    }
}
