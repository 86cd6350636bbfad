package org.cunlu.orders.placing;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.orders.Quote;

/** Whether what is promised now is what the buyer was told. A later promise is like a higher total: he is asked again. */
@Singleton
class Promised {
    private final Duration slack;

    /** @param slack a promise may be so much later on the same day: what needs no ride is ready so long after it is ordered */
    Promised(@Value("${cunlu.orders.promise-slack:30m}") Duration slack) {
        this.slack = slack;
    }

    /** A shipment as it is promised now. @param quotedAt what the buyer was told; null where he was told of none */
    @Serdeable
    record Now(String fromNode, String toNode, @Nullable Instant quotedAt, Instant promisedAt, Arrival arrival) {}

    /**
     * @param quoted in the quote's order; null when the buyer takes what comes
     * @throws ProblemException 409 {@code promise-changed} with the fact {@code shipments} when one is later, or there are others
     */
    void check(@Nullable List<Instant> quoted, Quote quote) {
        if (quoted == null) {
            return;
        }
        boolean others = quoted.size() != quote.shipments().size();
        var now = new ArrayList<Now>();
        boolean later = others;
        for (int i = 0; i < quote.shipments().size(); i++) {
            Quote.Shipment shipment = quote.shipments().get(i);
            Instant told = others ? null : quoted.get(i);
            later |= told != null && later(shipment.promisedAt(), told);
            now.add(new Now(shipment.fromNode(), shipment.toNode(), told, shipment.promisedAt(), shipment.arrival()));
        }
        if (later) {
            throw ProblemException.of(
                            409,
                            "promise-changed",
                            "送达时间已变 · It would be there later than you were told",
                            "请确认新的送达时间后再下单 · Confirm the new time")
                    .fact("shipments", List.copyOf(now));
        }
    }

    private boolean later(Instant now, Instant told) {
        return now.isAfter(told.plus(slack)) || CountyTime.date(now).isAfter(CountyTime.date(told));
    }
}
