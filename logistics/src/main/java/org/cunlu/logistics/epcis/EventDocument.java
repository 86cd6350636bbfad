package org.cunlu.logistics.epcis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.CustodyLog.Entry;
import org.cunlu.logistics.EventTime;
import org.cunlu.logistics.epcis.ObservedTable.Observed;

/** Steps of parcels as events in JSON-LD. Nothing in them tells of a person. */
final class EventDocument {
    private static final String CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private EventDocument() {}

    /** What a query found. */
    static Map<String, Object> of(List<Map<String, Object>> events, Instant now) {
        var results = new LinkedHashMap<String, Object>();
        results.put("queryName", "SimpleEventQuery");
        results.put("resultsBody", Map.of("eventList", events));
        return document("EPCISQueryDocument", Map.of("queryResults", results), now);
    }

    /** Events that nobody asked for by a query. */
    static Map<String, Object> plain(List<Map<String, Object>> events, Instant now) {
        return document("EPCISDocument", Map.of("eventList", events), now);
    }

    private static Map<String, Object> document(String type, Map<String, Object> body, Instant now) {
        var document = new LinkedHashMap<String, Object>();
        document.put("@context", List.of(CONTEXT, Map.of("cunlu", "urn:cunlu:")));
        document.put("type", type);
        document.put("schemaVersion", "2.0");
        document.put("creationDate", EventTime.utc(now));
        document.put("epcisBody", body);
        return document;
    }

    /** What somebody else saw, as he told it; whose key it was stands with it. */
    static Map<String, Object> event(Observed observed, Map<String, Object> body) {
        var event = new LinkedHashMap<String, Object>(body);
        event.put("eventID", observed.eventId());
        event.put("recordTime", EventTime.utc(observed.mark().recordedAt()));
        event.put("cunlu:capturedBy", observed.sender());
        return event;
    }

    static Map<String, Object> event(Entry step, Places places) {
        Meaning meaning = Meaning.of(step);
        String barcode = step.mark().barcode();
        var event = new LinkedHashMap<String, Object>();
        event.put("type", meaning.type());
        event.put("eventID", Names.event(barcode, step.mark().seq()));
        var at = EventTime.of(step.at());
        event.put("eventTime", at.eventTime());
        event.put("eventTimeZoneOffset", at.eventTimeZoneOffset());
        event.put("recordTime", EventTime.utc(step.mark().recordedAt()));
        if (meaning.type().equals(Meaning.AGGREGATION)) {
            event.put("parentID", Names.bag(step.bag() == null ? step.bagBefore() : step.bag()));
            event.put("childEPCs", List.of(Names.parcel(barcode)));
        } else {
            event.put("epcList", List.of(Names.parcel(barcode)));
        }
        event.put("action", meaning.action());
        event.put("bizStep", meaning.bizStep());
        event.put("disposition", meaning.disposition());
        event.put("readPoint", Map.of("id", places.of(step.node())));
        if (step.holderKind().equals("NODE")) {
            event.put("bizLocation", Map.of("id", places.of(step.node())));
        }
        if (step.trip() != null) {
            event.put(
                    "bizTransactionList",
                    List.of(Map.of("type", "cunlu:trip", "bizTransaction", Names.trip(step.trip()))));
        }
        return event;
    }
}
