package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ParcelSlipped;

/** Keepers are told that parcels of theirs come otherwise: once a day for each reason, for a flood may hold up hundreds. */
@Singleton
class ToldKeepers implements Subscriber<ParcelSlipped> {
    private final ToldTable told;
    private final Grants grants;
    private final Notices notices;

    ToldKeepers(ToldTable told, Grants grants, Notices notices) {
        this.told = told;
        this.grants = grants;
        this.notices = notices;
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
        if (!told.firstOfDay(event.toNode(), event.reason(), CountyTime.date(event.at()))) {
            return;
        }
        var facts = Map.of(
                "reason", event.reason().chinese(), "english", event.reason().english());
        grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, event.toNode()))
                .forEach(keeper -> notices.tell(keeper, Notices.Kind.STATION_PARCELS_LATE, facts));
    }
}
