package org.cunlu.logistics.withheld;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RecallDesk.Order;
import org.cunlu.logistics.standin.StandInNetwork;

/** Lets tests of other features call a lot back. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class RecallByHand {
    private static final Caller OPERATOR = new Caller(
            "OPERATOR", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB))));

    private final Recalling recalling;
    private final Ids ids;

    RecallByHand(Recalling recalling, Ids ids) {
        this.recalling = recalling;
        this.ids = ids;
    }

    /** @return pieces that are held, parcels that the network has, parcels that are handed over; or why not */
    public String call(String lot) {
        try {
            var called = recalling.call(OPERATOR, new Order(StandInNetwork.HUB, lot, "农残超标"), "recall-" + ids.next());
            return called.heldPieces() + " held " + called.inNetwork() + " here " + called.handedOver() + " gone";
        } catch (ProblemException e) {
            return e.code();
        }
    }
}
