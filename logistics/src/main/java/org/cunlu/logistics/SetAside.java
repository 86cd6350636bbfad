package org.cunlu.logistics;

/** What somebody has set aside of our own pieces on hold: it is not sold, whoever takes it off hold. */
public interface SetAside {
    /** @return whether pieces of this lot at this place wait to be handed out, sent or auctioned; read in the caller's transaction */
    boolean holds(Stock.SkuAtNode key, String lotCode);

    /** @return whether this transfer carries what was set aside */
    default boolean carries(String transferId) {
        return false;
    }
}
