package org.cunlu.logistics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;

/** The county's tree of nodes and whom each station serves. */
public interface Network {
    Optional<Node> node(String code);

    Map<String, Node> nodes(Collection<String> codes);

    /** @return the open station that serves a village: its own, else the nearest open one; empty for a village unknown */
    Optional<Node> stationOf(String villageCode);

    /** @return the nearest station that serves people with such goods then, when this one does not; empty when none does */
    default Optional<Node> instead(String stationCode, StorageClass goods, Instant at) {
        return Optional.empty();
    }

    /** @return the county's open gateway to the outside */
    Optional<Node> gateway(String countyCode);

    /** @return villages of the service areas whose name or code holds the words, at most {@code limit}, by code */
    List<Village> villages(String words, int limit);

    /** @return whether the node is the scope's node or lies below it; false when either is unknown */
    boolean within(String nodeCode, String scopeNodeCode);

    /** @param stationCode the open station that serves it now */
    @io.micronaut.serde.annotation.Serdeable
    record Village(String code, String name, String townshipName, String stationCode, String stationName) {}
}
