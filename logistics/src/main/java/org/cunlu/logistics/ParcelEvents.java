package org.cunlu.logistics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Steps of one parcel as events of EPCIS 2.0, and the words that other rooms need for theirs. Nothing in them tells of a person. */
public interface ParcelEvents {
    /** @return in the order in which they were recorded */
    List<Told> of(String countyCode, String barcode);

    /** @param what kind of scan @param holderKind NODE, TRIP, PERSON or CARRIER that had it afterwards */
    record Told(Instant at, String what, String holderKind, String node, Map<String, Object> event) {}

    /** @return a document of EPCIS 2.0, made now */
    Map<String, Object> document(List<Map<String, Object>> events);

    /** @return how a node is named outside */
    String place(String nodeCode);
}
