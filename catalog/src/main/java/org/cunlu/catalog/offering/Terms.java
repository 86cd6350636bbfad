package org.cunlu.catalog.offering;

/** What a seller may change of his offer. @param version of the offer that has these terms */
record Terms(String id, String sellerCode, long priceFen, Status status, long version) {
    enum Status {
        PUBLISHED,
        WITHDRAWN
    }

    Terms withPrice(long fen) {
        return new Terms(id, sellerCode, fen, status, version);
    }

    Terms withStatus(Status next) {
        return new Terms(id, sellerCode, priceFen, next, version);
    }

    /** @return as the audit trail keeps it */
    String said() {
        return status + " " + priceFen + " fen, version " + version;
    }
}
