package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;

/**
 * What waits at stations for its recipients, and what opens it. The register of parcels tells it what begins and ends to
 * wait, and asks it before anything is handed over. All of it joins the caller's transaction.
 */
public interface Pickups {
    /** Reason for the way back of what nobody collected in time; it is none for what was handed over. */
    String NOT_COLLECTED = "NOT_COLLECTED";

    /** A parcel begins to wait; it gets its code. */
    void begins(Waiting parcel);

    /**
     * It waits no more; its code is dead.
     * @param backBecause why it goes back, of which its recipient is told; null for any other end
     */
    void ends(String barcode, @Nullable String backBecause);

    /** @return until when the parcel of an order waits; empty while it does not */
    Optional<Instant> collectBy(String orderId);

    /** @return the same by barcode, of those of these parcels that wait */
    Map<String, Instant> collectBy(Collection<String> barcodes);

    /**
     * Puts that off, once. Whether it is for the actor to ask is for the caller to know. Writes the trail.
     * @return until when it waits now
     * @throws org.cunlu.kernel.problem.ProblemException 404 when it does not wait; 409 {@code extended-already}
     */
    Instant extend(String orderId, String actor);

    /** @return the code of the parcel of an order, while it waits */
    Optional<String> code(String orderId);

    /** @return what is shown to collect with and until when, by order, of those of these orders that wait */
    Map<String, Ticket> tickets(Collection<String> orderIds);

    /** What a recipient collects with. @param code opens his parcel @param collectBy until when it waits */
    record Ticket(String code, Instant collectBy) {
        /** Without the code: what is printed lands in logs. */
        @Override
        public String toString() {
            return "Ticket until " + collectBy;
        }
    }

    /** @return the parcel that waits at a node under a code */
    Optional<String> barcode(String nodeCode, String code);

    /**
     * Which parcel somebody comes for. All attempts of one keeper at one node take turns from here on; wrong ones are counted,
     * so the caller must commit.
     */
    Sought seek(Attempt attempt);

    /**
     * Whether the attempt opens this parcel, which the caller has locked and found waiting. A wrong one is counted.
     * @return null when it does
     */
    @Nullable
    No opens(String barcode, Attempt attempt);

    /**
     * A parcel that is ready at its station.
     * @param readyAt since when
     */
    record Waiting(
            String barcode,
            String countyCode,
            String orderId,
            String nodeCode,
            String recipientId,
            StorageClass storageClass,
            long cashDueFen,
            Instant readyAt) {}

    /**
     * What is shown at the counter.
     * @param actor who serves there
     * @param barcode the parcel in his hand; null when only the code is known
     * @param code that of the parcel, or of another of the same recipient; null for a claimant
     * @param claimant well-formed; null for a code
     */
    record Attempt(
            String nodeCode,
            String countyCode,
            String actor,
            Instant at,
            @Nullable String barcode,
            @Nullable String code,
            @Nullable Claimant claimant) {
        public Attempt {
            if ((code == null) == (claimant == null)) {
                throw new IllegalArgumentException("a code or a claimant");
            }
        }

        /** Without the code: what is printed lands in logs. */
        @Override
        public String toString() {
            return "Attempt at " + nodeCode;
        }
    }

    /** Why not. */
    enum No {
        TOO_MANY_GUESSES,
        PICKUP_CODE_WRONG,
        /** Nothing here is for who was named. */
        RECIPIENT_WRONG,
        /** To this station it does not exist. */
        PARCEL_UNKNOWN,
        /** It waits elsewhere; who knows number and code is told where. */
        WRONG_STATION
    }

    /**
     * What was found.
     * @param no null when the parcel may be looked at
     * @param barcode of the parcel; null when none was found
     * @param station name of the station where it waits; only with {@link No#WRONG_STATION}
     */
    record Sought(
            @Nullable No no,
            @Nullable String barcode,
            @Nullable String station) {}
}
