package org.cunlu.logistics;

import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;

/** Photos as proof, taken before what they prove is scanned, told or handed in. */
public interface ProofPhotos {
    /**
     * Not within a transaction. The same file by the same person for the same node is the same photo; what nothing names for a
     * day is forgotten.
     * @param roles any one of which he must have at the node
     * @param file JPEG, PNG or WebP, 2 MiB and 20 megapixels at most
     * @return its id
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 429 {@code too-many-photos}; those of pictures
     */
    String send(Caller caller, String nodeCode, List<Role> roles, byte[] file);

    /**
     * @return as JPEG
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, also for who has nothing to do with its node
     */
    byte[] jpeg(Caller caller, String photoId, List<Role> roles);
}
