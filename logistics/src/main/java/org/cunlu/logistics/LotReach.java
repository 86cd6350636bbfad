package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;

/** Where pieces of a lot stand, and the recalls of lots, for whoever lists who bought of them. */
public interface LotReach {
    /** Pieces of the lot that stand at a node. */
    @Serdeable
    record AtNode(String node, StockStatus status, long pieces) {}

    /** A recall, also one that was lifted. @param node the county's hub */
    record Known(String recallId, String countyCode, String node, String lotCode) {}

    /** @return by node and status */
    List<AtNode> standing(String countyCode, String skuCode, String lotCode);

    Optional<Known> recall(String recallId);
}
