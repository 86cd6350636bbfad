package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Pieces leave the shelf for an order's parcel. */
public interface Picking {
    /**
     * Takes all that the order has allocated. SKUs tracked by lot go first expired, first out, unless the packer names the
     * lots he took; then his lots are checked and must make up the whole quantity of that SKU. A lot may go on the very day
     * on which it expires, in the county's time, and not after it. What is on hold or a reserve's is not taken, and our own goes
     * before what is on consignment. What was set aside for the order goes first, and is not chosen again. Joins the caller's transaction and must come last in it.
     * @param named empty when the packer leaves the choice
     * @param actor account of the packer
     */
    default Picked pick(String orderId, List<LotQuantity> named, String actor) {
        Several one = pickAll(List.of(new Wanted(orderId, named, actor)));
        return one.refused() == null ? one.taken().getFirst() : one.refused();
    }

    /**
     * The same for several orders, in a number of statements that does not grow with them: all of them are picked, or the
     * caller must roll back.
     */
    Several pickAll(List<Wanted> wanted);

    /** What a packer wants for one parcel; see {@link #pick}. */
    record Wanted(String orderId, List<LotQuantity> named, String actor) {}

    /**
     * How it ended for several.
     * @param taken for each of them, in the same order; empty when one was refused
     * @param refusedAt which was refused; -1 when none was
     */
    record Several(List<Picked.Taken> taken, int refusedAt, Picked.@Nullable Refused refused) {
        public Several {
            taken = List.copyOf(taken);
        }

        public static Several refused(int index, Picked.Refused why) {
            return new Several(List.of(), index, why);
        }
    }

    /** Pieces of one lot. @param quantity above 0 */
    @Serdeable
    record LotQuantity(String skuCode, String lotCode, long quantity) {}

    /** How it ended. After a refusal the caller must roll back. */
    sealed interface Picked {
        /** @param lots what was taken of SKUs that are tracked by lot */
        record Taken(List<LotQuantity> lots) implements Picked {
            public Taken {
                lots = List.copyOf(lots);
            }
        }

        /** @param skuCode the SKU to blame; null when it is the order as a whole */
        record Refused(Reason reason, @Nullable String skuCode) implements Picked {}
    }

    /** Why nothing was picked. */
    enum Reason {
        /** The order holds nothing that is allocated and unpicked. */
        NOT_ALLOCATED,
        /** A named lot does not stand at this node, or is not of this SKU. */
        LOT_UNKNOWN,
        LOT_EXPIRED,
        /** It was called back. */
        LOT_RECALLED,
        /** Not enough pieces in the named lot, or in all that may still go. */
        LOT_SHORT,
        /** The named lots do not make up what is to be packed. */
        LOT_QUANTITY,
        /** The goods are being counted: nothing leaves until that is done. */
        BEING_COUNTED,
        /** Lines of a wave are still to be picked for it. */
        NOT_PICKED
    }
}
