package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One seller's offer of one SKU.
 * @param id stable
 * @param category code, named by {@link Assortment#categories()}
 * @param priceFen list price of one piece, above 0
 * @param sourceNodes codes of the nodes where this seller's pieces of it stand; no two offers of one SKU share a node
 * @param onSale published, its product published, its seller not suspended, a regional brand's name borne by right, and a
 *     farm input registered and its seller licensed
 * @param quantityMin fewest pieces an order line may ask for, 1 or more
 * @param quantityMax most pieces, at most 9,999
 * @param version rises with each change
 * @param quantityStep order quantities are whole multiples of it, 1 or more; both bounds are too
 * @param measure what a piece is to the buyer
 * @param delivery when it is ready and where it may be delivered
 * @param brandRight by what right it bears its brand's name
 * @param input by what right it is sold when it is a farm input; null for all else
 */
@Serdeable
public record Offer(
        String id,
        Sku sku,
        String productCode,
        String productName,
        String sellerCode,
        String sellerName,
        @Nullable String brandCode,
        @Nullable String brandName,
        String category,
        Direction direction,
        long priceFen,
        List<String> sourceNodes,
        boolean onSale,
        int quantityMin,
        int quantityMax,
        long version,
        int quantityStep,
        Measure measure,
        Delivery delivery,
        BrandRight brandRight,
        @Nullable InputRight input) {
    public Offer {
        sourceNodes = List.copyOf(sourceNodes);
    }

    /** One of no farm input. */
    public Offer(
            String id,
            Sku sku,
            String productCode,
            String productName,
            String sellerCode,
            String sellerName,
            @Nullable String brandCode,
            @Nullable String brandName,
            String category,
            Direction direction,
            long priceFen,
            List<String> sourceNodes,
            boolean onSale,
            int quantityMin,
            int quantityMax,
            long version,
            int quantityStep,
            Measure measure,
            Delivery delivery,
            BrandRight brandRight) {
        this(
                id,
                sku,
                productCode,
                productName,
                sellerCode,
                sellerName,
                brandCode,
                brandName,
                category,
                direction,
                priceFen,
                sourceNodes,
                onSale,
                quantityMin,
                quantityMax,
                version,
                quantityStep,
                measure,
                delivery,
                brandRight,
                null);
    }

    /** One of single pieces that is ready at once and delivered everywhere, of no regional brand. */
    public Offer(
            String id,
            Sku sku,
            String productCode,
            String productName,
            String sellerCode,
            String sellerName,
            @Nullable String brandCode,
            @Nullable String brandName,
            String category,
            Direction direction,
            long priceFen,
            List<String> sourceNodes,
            boolean onSale,
            int quantityMin,
            int quantityMax,
            long version) {
        this(
                id,
                sku,
                productCode,
                productName,
                sellerCode,
                sellerName,
                brandCode,
                brandName,
                category,
                direction,
                priceFen,
                sourceNodes,
                onSale,
                quantityMin,
                quantityMax,
                version,
                1,
                Measure.PIECE,
                Delivery.EVERYWHERE,
                BrandRight.FREE);
    }

    /** @return whether it is paid for as it weighs */
    public boolean byWeight() {
        return sku.toleranceBps() != null && measure.unit().grams() > 0;
    }

    /** @return whether an order line may ask for so many */
    public boolean takes(long quantity) {
        return quantity >= quantityMin && quantity <= quantityMax && quantity % quantityStep == 0;
    }

    /**
     * What the seller says of delivery.
     * @param leadDays days from the order until it is ready to go, 0 to 60
     * @param subtrees codes of nodes within whose subtrees it is delivered; empty for the whole network
     * @param outside whether it is sent out of the county
     */
    @Serdeable
    public record Delivery(int leadDays, List<String> subtrees, boolean outside) {
        public static final Delivery EVERYWHERE = new Delivery(0, List.of(), true);

        public Delivery {
            subtrees = List.copyOf(subtrees);
        }

        /** @param codes with a blank between, as the table keeps them; null for none */
        public static Delivery of(int leadDays, @Nullable String codes, boolean outside) {
            return new Delivery(leadDays, codes == null ? List.of() : List.of(codes.split(" ")), outside);
        }

        /** @return as the table keeps them */
        public @Nullable String codes() {
            return subtrees.isEmpty() ? null : String.join(" ", subtrees);
        }
    }
}
