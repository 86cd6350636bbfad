package org.cunlu.logistics;

/** Photos that somebody took as proof of what he scans. */
public interface Photos {
    /**
     * A scan names it: from now on it stays as long as the parcel's history. Joins the caller's transaction.
     * @return false when he has sent no such photo for this node
     */
    boolean keep(String photoId, String nodeCode, String uploader);
}
