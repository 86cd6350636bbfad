package org.cunlu.logistics.epcis;

import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.CustodyLog;
import org.cunlu.logistics.CustodyLog.Mark;
import org.cunlu.logistics.epcis.ObservedTable.Observed;

/** Our own steps and what others saw, as one row of events in the order in which they were recorded. */
@Singleton
class Events {
    private static final Comparator<Told> ORDER = Comparator.comparing(
                    (Told told) -> told.mark().recordedAt())
            .thenComparing(told -> told.mark().barcode())
            .thenComparing(told -> told.mark().seq());

    private final CustodyLog log;
    private final ObservedTable observed;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Places places;
    private final String county;

    Events(
            CustodyLog log,
            ObservedTable observed,
            Transactions transactions,
            JsonMapper json,
            Places places,
            @Value("${cunlu.county.code}") String county) {
        this.log = log;
        this.observed = observed;
        this.transactions = transactions;
        this.json = json;
        this.places = places;
        this.county = county;
    }

    /** An event and its place in the row. */
    record Told(Mark mark, Map<String, Object> event) {}

    /** @return one more than a page, if there are more */
    List<Told> of(EventQuery query) {
        int limit = query.perPage() + 1;
        return transactions.read(() -> Stream.concat(
                        log.steps(county, query.wanted(), query.after(), limit).stream()
                                .map(step -> new Told(step.mark(), EventDocument.event(step, places))),
                        observed.events(county, query, limit).stream().map(this::told))
                .sorted(ORDER)
                .limit(limit)
                .toList());
    }

    @SuppressWarnings("unchecked")
    private Told told(Observed one) {
        try {
            return new Told(one.mark(), EventDocument.event(one, json.readValue(one.body(), Map.class)));
        } catch (IOException e) {
            throw new UncheckedIOException("not the JSON that was kept: " + one.eventId(), e);
        }
    }
}
