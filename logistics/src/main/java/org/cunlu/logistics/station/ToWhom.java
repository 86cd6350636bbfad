package org.cunlu.logistics.station;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.StationWork.ToCall;

/** Opens to a keeper whom to call about a parcel that waits at his own station. Each time is a look that is written down. */
@Singleton
class ToWhom {
    private static final String ACT = "logistics.recipient";

    private final ParcelsThere parcels;
    private final Recipients recipients;
    private final Trail trail;

    ToWhom(ParcelsThere parcels, Recipients recipients, Trail trail) {
        this.parcels = parcels;
        this.recipients = recipients;
        this.trail = trail;
    }

    /** Not within a transaction. */
    ToCall open(Caller keeper, String barcode, String why) {
        boolean ours = parcels.isBarcode(barcode);
        Optional<There> waiting =
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

    /** Of this very station: whoever keeps all of a subtree has no business with people there. */
    private static boolean waitsAtHis(Caller keeper, There parcel) {
        var grant = new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, parcel.toNode()));
        return parcel.state() == ParcelState.READY
                && parcel.toNode().equals(parcel.atNode())
                && keeper.grants().contains(grant);
    }
}
