package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.LotsInParcels.Holding;

/** Lots are called back (召回) and, later, may be sold again; by operators of the county whose hub is named. */
public interface RecallDesk {
    /**
     * Holds the lot at all nodes, keeps its parcels in the network and tells those who have to do with it.
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's hub; 400 {@code hub-needed},
     *     {@code lot-unknown}; 409 {@code already-called-back}
     */
    Called call(Caller caller, Order order, @Nullable String key);

    /** Newest first. @param node the county's hub */
    Page<Recall> recalls(Caller caller, String node, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another county's */
    Recall recall(Caller caller, String recallId);

    /** Parcels that hold pieces of it, by barcode. */
    Page<Holding> parcels(Caller caller, String recallId, @Nullable String cursor, @Nullable Integer limit);

    /** Where pieces of it stand, and what they are kept as. */
    List<Stands> stock(Caller caller, String recallId);

    /**
     * The lot may be sold again; what is on hold is released by hand.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}; 409 {@code recall-over}
     */
    Recall lift(Caller caller, String recallId, Lifting lifting, @Nullable String key);

    /** @param node the county's hub */
    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @NotNull @Size(min = 1, max = 200) String reason) {}

    @Serdeable
    record Lifting(@NotNull @Size(min = 1, max = 200) String reason) {}

    /** A recall. @param node the county's hub @param liftedAt null while it stands */
    @Serdeable
    record Recall(
            String recallId,
            String countyCode,
            String node,
            String lotCode,
            String skuCode,
            String reason,
            Instant calledAt,
            @Nullable Instant liftedAt) {}

    /**
     * What a recall found.
     * @param heldPieces put on hold at all nodes
     * @param inNetwork parcels that the network has and hands over no more
     * @param handedOver parcels that recipients or carriers have
     */
    @Serdeable
    record Called(Recall recall, long heldPieces, long inNetwork, long handedOver) {}

    /** Pieces of the lot that stand at a node. */
    @Serdeable
    record Stands(String node, String owner, StockStatus status, String bin, long pieces) {}
}
