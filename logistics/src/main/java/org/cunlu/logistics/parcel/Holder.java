package org.cunlu.logistics.parcel;

import java.time.LocalDate;

/** Who has a thing in his hands; always exactly one. @param id node code, trip, recipient's id or carrier's name */
record Holder(Kind kind, String id) {
    /** What {@code id} names. */
    enum Kind {
        NODE,
        TRIP,
        PERSON,
        CARRIER,
        /** The shelves of a node: a parcel of goods was opened there. */
        STOCK
    }

    static Holder node(String code) {
        return new Holder(Kind.NODE, code);
    }

    /** Line and service date name a trip. */
    static Holder trip(String lineCode, LocalDate serviceDate) {
        return new Holder(Kind.TRIP, lineCode + "/" + serviceDate);
    }

    static Holder stock(String nodeCode) {
        return new Holder(Kind.STOCK, nodeCode);
    }

    boolean isNode(String code) {
        return kind == Kind.NODE && id.equals(code);
    }
}
