package org.cunlu.web.seller;

/** What is said once after something was done, by keys that {@code words.text("seller.note." + what)} has. */
final class Notes {
    static final String PRICED = "seller.note.priced";
    static final String WITHDRAWN = "seller.note.withdrawn";
    static final String PUBLISHED = "seller.note.published";
    static final String LISTED = "seller.note.listed";
    static final String PLANNED = "seller.note.planned";
    static final String SLOT_ADDED = "seller.note.slot-added";
    static final String STARTED = "seller.note.started";
    static final String ENDED = "seller.note.ended";
    static final String ON_AIR = "seller.note.on-air";
    static final String OFF_AIR = "seller.note.off-air";
    static final String SLOT_PRICED = "seller.note.slot-priced";
    static final String STOCKED = "seller.note.stocked";

    static final String AGREED = "seller.note.agreed";
    static final String OFFERED = "seller.note.offered";
    static final String DECLINED = "seller.note.declined";
    static final String SAID = "seller.note.said";

    static final String HANDED_IN = "seller.note.handed-in";

    static final String CONFIRMED = "seller.note.confirmed";

    static final String REPLIED = "seller.note.replied";

    private Notes() {}
}
