package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ToCall;

/** Opens to a keeper whom to call about a parcel that waits at his own station. Each time is a look that is written down. */
@Singleton
class ToWhom {
    private static final String ACT = "logistics.recipient";

    private final ParcelTable parcels;
    private final Duties duties;
    private final Recipients recipients;
    private final Trail trail;

    ToWhom(ParcelTable parcels, Duties duties, Recipients recipients, Trail trail) {
        this.parcels = parcels;
        this.duties = duties;
        this.recipients = recipients;
        this.trail = trail;
    }

    /** Not within a transaction. */
    ToCall open(Caller keeper, String barcode, String why) {
        boolean ours = Labels.isBarcode(barcode);
        Optional<Parcel> waiting =
                ours ? parcels.find(barcode).filter(parcel -> waitsAtHis(keeper, parcel)) : Optional.empty();
        if (waiting.isEmpty()) {
            trail.refused(keeper.accountId(), ACT, ours ? barcode : "unknown", "not-found");
            throw ProblemException.notFound();
        }
        String recipientId = waiting.get().recipientId();
        Recipient recipient = recipients
                .reveal(keeper, List.of(recipientId), "recipient of " + barcode, why)
                .get(recipientId);
        if (recipient == null) {
            throw ProblemException.notFound();
        }
        return new ToCall(barcode, recipient.name(), recipient.phone());
    }

    private boolean waitsAtHis(Caller keeper, Parcel parcel) {
        return parcel.state() == ParcelState.READY
                && parcel.holder().isNode(parcel.toNode())
                && duties.keeps(keeper, parcel.toNode());
    }
}
