package org.cunlu.catalog.offering;

import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer.Delivery;

/** What a seller says of his offer. @param version of the offer that has these terms */
record Terms(
        String id,
        String skuCode,
        String sellerCode,
        Direction direction,
        long priceFen,
        int quantityMin,
        int quantityMax,
        Delivery delivery,
        Status status,
        long version) {
    enum Status {
        PUBLISHED,
        WITHDRAWN
    }

    Terms withPrice(long fen) {
        return new Terms(id, skuCode, sellerCode, direction, fen, quantityMin, quantityMax, delivery, status, version);
    }

    Terms withStatus(Status next) {
        return new Terms(
                id, skuCode, sellerCode, direction, priceFen, quantityMin, quantityMax, delivery, next, version);
    }

    Terms withVersion(long next) {
        return new Terms(
                id, skuCode, sellerCode, direction, priceFen, quantityMin, quantityMax, delivery, status, next);
    }

    /** @return as the audit trail keeps it */
    String said() {
        return status + " " + priceFen + " fen, version " + version;
    }

    /** @return also what {@link #said()} leaves out */
    String saidWhole() {
        return said() + ", " + direction + ", " + quantityMin + " to " + quantityMax + ", lead " + delivery.leadDays()
                + " days, to " + delivery.subtrees() + (delivery.outside() ? " and outside" : "");
    }
}
