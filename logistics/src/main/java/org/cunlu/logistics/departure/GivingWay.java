package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.logistics.DepartureRoom.Overflow;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends those another way who are beyond what their departure takes. Who has no parcel yet, because he has not paid, gets
 * another departure when he pays.
 */
@Singleton
class GivingWay {
    private static final Logger LOG = LoggerFactory.getLogger(GivingWay.class);

    private final HoldTable holds;
    private final Rerouting rerouting;
    private final Clock clock;

    GivingWay(HoldTable holds, Rerouting rerouting, Clock clock) {
        this.holds = holds;
        this.rerouting = rerouting;
        this.clock = clock;
    }

    /** Safe to repeat; not inside a transaction. */
    void tell() {
        for (Hold hold : holds.beyond(Overflow.SHRUNK, clock.instant())) {
            var leg = hold.ride().leg();
            var cause =
                    new Cause(SlipReason.DEPARTURE_FULL, "full:" + leg.lineCode() + "/" + leg.serviceDate(), "system");
            try {
                rerouting.rerouteOrder(hold.holder(), cause);
            } catch (RuntimeException e) {
                // One that cannot be sent another way now keeps none of the others from it.
                LOG.warn(
                        "{} is beyond what {}/{} takes and was not re-routed: {}",
                        hold.holder(),
                        leg.lineCode(),
                        leg.serviceDate(),
                        e.getMessage());
            }
        }
    }
}
