package org.cunlu.search;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Arrival;

/** When goods can be in a village. What is said here is reckoned again when somebody orders. */
public interface Deliveries {
    /**
     * @param place administrative code of a village, or code of a node that serves people
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code village-unknown}
     */
    Place to(String place);

    /** @return by way, of those that lead there; from memory of the last few seconds where it may */
    Map<Way, Arriving> arrivals(Place place, Collection<Way> ways);

    /** @return metres as the crow flies, by node, of those that are known */
    Map<String, Long> metres(Place place, Collection<String> nodeCodes);

    /** The station that serves a village. @param within codes of all nodes in whose subtrees it lies, itself among them */
    record Place(String stationCode, Set<String> within) {
        public Place {
            within = Set.copyOf(within);
        }
    }

    /** @param availableAt when it can be collected  @param arrival the same as people are told it  @param from node it comes from */
    @Serdeable
    @Schema(name = "SearchArriving")
    record Arriving(Instant availableAt, Arrival arrival, String from) {}
}
