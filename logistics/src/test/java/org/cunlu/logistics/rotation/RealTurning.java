package org.cunlu.logistics.rotation;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.rotation.RotationTable.Offer;
import org.cunlu.logistics.rotation.RotationTable.Sequence;

/** Rotations as people bring them about, for tests of other rooms. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class RealTurning {
    private final Turning turning;
    private final Ids ids;

    RealTurning(Turning turning, Ids ids) {
        this.turning = turning;
        this.ids = ids;
    }

    /** Proposed and carried out by the officer, approved by the authority; the old ones are for sale. @return its id */
    public String out(Caller officer, Caller authority, String lotId, long pieces) {
        var wanted = new Turning.Proposal(lotId, pieces, Sequence.OUT_FIRST, Offer.SHOP, null, "到期轮换");
        String id = turning.propose(officer, wanted, key()).rotationId();
        turning.decide(authority, id, new Turning.Decision(true, null), key());
        return turning.out(officer, id, key()).rotationId();
    }

    private String key() {
        return "key-" + ids.next();
    }
}
