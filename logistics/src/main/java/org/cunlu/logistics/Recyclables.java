package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What was brought back to nodes and is on its way up from them. */
public interface Recyclables {
    /** @return what lies at a node and waits for a load, by kind */
    List<Waiting> waiting(String nodeCode);

    /** @return loads that a trip is to collect and that nobody has received, by the node where it takes them */
    Map<String, List<Load>> loads(String lineCode, LocalDate serviceDate);

    /** @param kind code @param pieces 0 for what is only weighed */
    @Serdeable
    record Waiting(String kind, long pieces, long weightGrams) {}

    @Serdeable
    record Load(String loadId, String toNode, long weightGrams) {}
}
