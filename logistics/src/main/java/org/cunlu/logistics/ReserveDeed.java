package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;
import org.cunlu.logistics.StockBook.Document;

/** What the reserve does with its pieces; kind of the documents of its acts on stock, and of its entries. */
public enum ReserveDeed {
    /** Goods are there and wait for their inspection. */
    ARRIVE(Way.IN),
    /** They passed it. */
    INTAKE(Way.TURN),
    /** They did not, and go back. */
    SEND_BACK(Way.OUT),
    /** They passed it, and make up for a release. */
    REFILL(Way.TURN),
    /** By a release order. */
    RELEASE(Way.OUT),
    /** Old pieces become sale stock. */
    ROTATE_OUT(Way.OUT),
    /** Passed their inspection, and make up for a rotation. */
    ROTATE_IN(Way.TURN),
    /** Lost in storage. */
    LOSS(Way.OUT),
    /** To another place, as approved. */
    MOVE_OUT(Way.OUT),
    MOVE_IN(Way.IN),
    /** The holder puts pieces of his own in for what is missing. */
    MAKE_GOOD(Way.IN),
    /** What was taken for unfit is fit. */
    RESTORE(Way.TURN),
    /** A test was failed. */
    CHECK(Way.TURN);

    /** Whether reserve pieces may come, go, or only change what they are good for. */
    public enum Way {
        IN,
        OUT,
        TURN
    }

    private final Way way;

    ReserveDeed(Way way) {
        this.way = way;
    }

    public Way way() {
        return way;
    }

    public Document document(String id) {
        return new Document(name(), id);
    }

    /** @return empty for documents that are not the reserve's */
    public static Optional<ReserveDeed> of(@Nullable Document document) {
        if (document == null) {
            return Optional.empty();
        }
        for (ReserveDeed each : values()) {
            if (each.name().equals(document.kind())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
