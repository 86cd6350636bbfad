package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Goods that came to one's own hub or township and lie in no bin yet. */
public interface PuttingAway {
    /**
     * Pieces that lie in no bin.
     * @param beside bins in which the same goods lie already
     * @param beingCounted whether nothing may be moved now; then no number is told
     */
    record Loose(
            StockPart part,
            String goods,
            @Nullable Long pieces,
            @Nullable LocalDate expiresOn,
            List<String> beside,
            boolean beingCounted) {
        public Loose {
            beside = List.copyOf(beside);
        }
    }

    /** @return whether the node has bins at all: village stations have none */
    boolean bins(Caller caller, String node);

    /**
     * SKU by SKU; none at a village station. It may be empty with more behind it.
     * @throws org.cunlu.kernel.problem.ProblemException not found for another's node
     */
    Page<Loose> loose(Caller caller, String node, @Nullable String cursor, int skus);

    /**
     * @param part as it was shown @param pieces above 0, all or some of it
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException not found; 400 {@code bin-missing}, {@code bin-unknown}, {@code
     *     bin-of-other-class}, {@code no-bins}; 409 {@code stock-short}, {@code being-counted}
     */
    void putAway(Caller caller, StockPart part, long pieces, @Nullable String toBin, String key);
}
