package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * People of a village paid for what a release of the reserve (动用令) brought them; the cash lies in their station's drawer.
 * @param handingId number of the receipt @param levelCode whose authority approved it: COUNTY, CITY, NATIONAL @param fen above 0
 */
@Serdeable
public record ReliefPaid(
        String handingId, String releaseId, String countyCode, String levelCode, String nodeCode, long fen, Instant at)
        implements Event {
    public static final String TOPIC = "logistics.relief-paid";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return handingId;
    }
}
