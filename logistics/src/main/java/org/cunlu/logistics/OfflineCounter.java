package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.kernel.caller.Caller;

/**
 * What a station takes along for the time without a network: a signed list of the parcels that wait there, with which a phone
 * can check a pickup code. It holds no code, only a slow hash of each; it is good for some hours, for one person, at one node.
 * What a phone found by it is its word and opens nothing here: the code is checked again when the hand-over is sent.
 */
public interface OfflineCounter {
    /**
     * @param list what was signed, as text: JSON with node, account, issuedAt, expiresAt (ISO 8601), iterations and parcels, an object
     *     of salt and hash (base64) by barcode. The hash is PBKDF2 with HMAC-SHA-256, 32 bytes, of {@code code|barcode|node}.
     *     The parcels whose time ends first are in it, 200 at most; what is not in it cannot be checked
     * @param signature ECDSA over P-256 with SHA-256, r and s of 32 bytes each, base64
     * @param complete false when more is to be reckoned: asked again the list is longer
     */
    @Serdeable
    record Taken(String list, String signature, boolean complete) {
        /** Hides the hashes from logs. */
        @Override
        public String toString() {
            return "Taken";
        }
    }

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when the node is not the caller's */
    Taken take(Caller caller, String nodeCode);

    /** @return the key by which signatures are checked, X.509, base64; the same for all instances */
    String publicKey();

    /** What became of a hand-over without a network, once it was sent. */
    enum Settled {
        /** The phone had checked it by the list, and it holds. */
        CONFIRMED,
        /** The phone could not check it, and it holds. */
        PROVED_LATER,
        /** The phone had checked it by the list, and it does not hold: the parcel was moved meanwhile, or the phone errs. */
        CONTRADICTED,
        /** The phone could not check it, and it does not hold: nobody showed a right code. */
        NEVER_PROVED;

        public static Settled of(boolean checked, boolean applied) {
            if (applied) {
                return checked ? CONFIRMED : PROVED_LATER;
            }
            return checked ? CONTRADICTED : NEVER_PROVED;
        }
    }

    /**
     * Names what became of it by how its scan ended; what does not hold is in the trail, once.
     * @param checked what the phone says
     */
    Settled settle(Caller caller, StationWork.Scan scan, StationWork.ScanResult result, boolean checked);
}
