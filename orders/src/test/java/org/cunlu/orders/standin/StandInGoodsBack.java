package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.GoodsBack;

/** Takes in whatever is handed in. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
public class StandInGoodsBack implements GoodsBack {
    private final Map<String, Coming> taken = new ConcurrentHashMap<>();

    @Override
    public String handIn(Caller keeper, Coming coming) {
        taken.put(coming.returnId(), coming);
        return "R" + coming.returnId();
    }

    @Override
    public Optional<Standing> of(String returnId) {
        return Optional.ofNullable(taken.get(returnId))
                .map(coming -> new Standing("R" + returnId, coming.atNode(), Instant.EPOCH, null));
    }

    public Coming taken(String returnId) {
        return taken.get(returnId);
    }
}
