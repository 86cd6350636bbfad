package org.cunlu.logistics.epcis;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.CustodyLog;
import org.cunlu.logistics.CustodyLog.Wanted;
import org.cunlu.logistics.ParcelEvents;

/** Tells the events of one parcel to the rooms beside. */
@Singleton
class OneParcel implements ParcelEvents {
    /** Beyond it a parcel went in circles. */
    private static final int STEPS_MAX = 500;

    private final CustodyLog log;
    private final Places places;
    private final Clock clock;

    OneParcel(CustodyLog log, Places places, Clock clock) {
        this.log = log;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public List<Told> of(String countyCode, String barcode) {
        var shapes = Meaning.shapes(null, null, null, null);
        // What was recorded a moment ago counts too, also where clocks differ.
        var until = clock.instant().plus(Duration.ofDays(1));
        var wanted = new Wanted(shapes, null, null, null, until, null, List.of(barcode), null, null);
        return log.steps(countyCode, wanted, null, STEPS_MAX).stream()
                .map(step -> new Told(
                        step.at(), step.what(), step.holderKind(), step.node(), EventDocument.event(step, places)))
                .toList();
    }

    @Override
    public Map<String, Object> document(List<Map<String, Object>> events) {
        return EventDocument.plain(events, clock.instant());
    }

    @Override
    public String place(String nodeCode) {
        return places.of(nodeCode);
    }
}
