package org.cunlu.logistics.slip;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelSlipped;

/**
 * Keepers are told that parcels of theirs come otherwise, or go elsewhere now: once for all of the same reason that slip together, for a
 * flood may hold up hundreds.
 */
@Singleton
class ToldKeepers implements Subscriber<ParcelSlipped> {
    private final ToldTable told;
    private final Grants grants;
    private final Notices notices;
    private final Duration batch;

    /** @param batch what slips at a station for the same reason within it is one piece of news */
    ToldKeepers(
            ToldTable told,
            Grants grants,
            Notices notices,
            @Value("${cunlu.logistics.slips-told-every:30m}") Duration batch) {
        this.told = told;
        this.grants = grants;
        this.notices = notices;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "logistics.slip";
    }

    @Override
    public String topic() {
        return ParcelSlipped.TOPIC;
    }

    @Override
    public Class<ParcelSlipped> type() {
        return ParcelSlipped.class;
    }

    @Override
    public void on(ParcelSlipped event, Heard heard) {
        tell(event.toNode(), event);
        if (event.fromNode() != null && !event.fromNode().equals(event.toNode())) {
            tell(event.fromNode(), event);
        }
    }

    private void tell(String node, ParcelSlipped event) {
        if (!told.first(node, event.reason(), event.at(), batch)) {
            return;
        }
        var facts = Map.of(
                "reason", event.reason().chinese(), "english", event.reason().english());
        grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node))
                .forEach(keeper -> notices.tell(keeper, Notices.Kind.STATION_PARCELS_LATE, facts));
    }
}
