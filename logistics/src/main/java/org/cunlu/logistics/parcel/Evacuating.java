package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.logistics.Evacuees;
import org.cunlu.logistics.ParcelState;

/** What lies ready at a station that is at rest lies there to be taken away. */
@Singleton
class Evacuating implements Evacuees {
    private final ParcelTable parcels;
    private final ParcelMoves moves;

    Evacuating(ParcelTable parcels, ParcelMoves moves) {
        this.parcels = parcels;
        this.moves = moves;
    }

    @Override
    public boolean leaves(String barcode, String nodeCode, String actor, Instant at) {
        Optional<Parcel> waiting = parcels.lock(barcode)
                .filter(parcel -> parcel.state() == ParcelState.READY)
                .filter(parcel -> parcel.holder().equals(Holder.node(nodeCode)));
        waiting.ifPresent(parcel -> {
            moves.move(
                    What.EVACUATE,
                    parcel.to(parcel.position().becomes(ParcelState.AT_NODE, parcel.holder())),
                    new Act(nodeCode, actor, at, null));
            parcels.setShelf(barcode, null);
        });
        return waiting.isPresent();
    }
}
