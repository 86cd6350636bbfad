package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Somebody stands at the counter of the caller's own node and collects what waits for him. */
public interface PickupCounter {
    /** Who asks: by a code, or by who he is. */
    record Asking(
            String node,
            @Nullable String pickupCode,
            @Nullable Claimant claimant) {
        /** Without the code: what is printed lands in logs. */
        @Override
        public String toString() {
            return "Asking at " + node;
        }
    }

    /** @param shelf where it lies @param collectBy until when it waits */
    @Serdeable
    record Waits(String barcode, @Nullable String shelf, long cashDueFen, Instant collectBy) {}

    /** @param cashDueFen for all of it */
    @Serdeable
    record AllWaits(List<Waits> parcels, long cashDueFen) {}

    /**
     * All that waits for him.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when the node is not the caller's; 409
     *     {@code pickup-code-wrong}, {@code recipient-wrong}; 429 {@code too-many-guesses}
     */
    AllWaits look(Caller caller, Asking asking);

    /**
     * Hands over all or some of it; again with the same key it goes on where it stopped.
     * @param chosen null for all that waits for him
     * @param cashFen collected for all of it together
     * @return for each parcel how its scan ended
     * @throws org.cunlu.kernel.problem.ProblemException as {@link #look}; 409 {@code parcel-not-his}, {@code cash-mismatch}
     */
    List<OneDone> handOver(
            Caller caller, Asking asking, @Nullable List<String> chosen, long cashFen, @Nullable String key);
}
