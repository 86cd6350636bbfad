package org.cunlu.logistics.trace;

import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cunlu.logistics.EventTime;
import org.cunlu.logistics.trace.Happening.Wrong;

/** Happenings as events of EPCIS 2.0 in JSON-LD. */
final class LotEvents {
    private LotEvents() {}

    /** @param link of the lot: its class of goods @param places names nodes as they are named outside */
    static Map<String, Object> event(Happening each, String link, UnaryOperator<String> places) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", "ObjectEvent");
        event.put("eventID", each.id());
        var at = EventTime.of(each.at());
        event.put("eventTime", at.eventTime());
        event.put("eventTimeZoneOffset", at.eventTimeZoneOffset());
        if (each.wrong() != null) {
            event.put("errorDeclaration", declaration(each.wrong()));
        }
        event.put("quantityList", List.of(Map.of("epcClass", link)));
        event.put("action", each.step().action());
        event.put("bizStep", each.step().bizStep());
        event.put("disposition", each.step().disposition());
        String place = place(each, places);
        if (place != null) {
            event.put("readPoint", Map.of("id", place));
        }
        if (each.node() != null && each.step() != Step.SENT && each.step() != Step.SOLD) {
            event.put("bizLocation", Map.of("id", place));
        }
        event.putAll(each.facts());
        return event;
    }

    @Nullable
    private static String place(Happening each, UnaryOperator<String> places) {
        if (each.node() != null) {
            return places.apply(each.node());
        }
        return each.area() == null ? null : "urn:cunlu:area:" + each.area();
    }

    private static Map<String, Object> declaration(Wrong wrong) {
        var declaration = new LinkedHashMap<String, Object>();
        declaration.put("declarationTime", EventTime.utc(wrong.declaredAt()));
        declaration.put("reason", wrong.reason());
        if (wrong.insteadOf() != null) {
            declaration.put("correctiveEventIDs", List.of(wrong.insteadOf()));
        }
        return declaration;
    }
}
