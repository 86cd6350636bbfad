package org.cunlu.logistics;

/** Photos that somebody took as proof of what he scans. */
public interface Photos {
    /**
     * A scan, or goods that were handed in, name it: from now on it stays as long as their history. Joins the caller's transaction.
     * @return false when he has sent no such photo for this node
     */
    boolean keep(String photoId, String nodeCode, String uploader);
}
