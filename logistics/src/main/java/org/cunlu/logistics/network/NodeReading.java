package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeChange;
import org.cunlu.logistics.NodeDesk;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.StationShelves;
import org.cunlu.logistics.StationShelves.Filled;

/** Shows a dispatcher or operator the nodes that are his, and lets him change them. */
@Singleton
class NodeReading implements NodeDesk {
    private static final String READ = "logistics.read-node";

    private final NodeKeeping keeping;
    private final NodeStepTable steps;
    private final Closing closing;
    private final OwnNodes own;
    private final NetworkWatch watch;
    private final StationShelves shelves;
    private final Grants grants;

    NodeReading(
            NodeKeeping keeping,
            NodeStepTable steps,
            Closing closing,
            OwnNodes own,
            NetworkWatch watch,
            StationShelves shelves,
            Grants grants) {
        this.keeping = keeping;
        this.steps = steps;
        this.closing = closing;
        this.own = own;
        this.watch = watch;
        this.shelves = shelves;
        this.grants = grants;
    }

    @Override
    public Page<Listed> list(Caller caller, @Nullable String under, @Nullable String cursor, @Nullable Integer limit) {
        Snapshot now = watch.snapshot();
        Reach reach = own.under(caller, under, now);
        int size = Page.limit(limit);
        Stream<Listed> nodes = now.tables().places().values().stream()
                .filter(place -> DispatchController.after(cursor, place.code()) && reach.covers(place.node()))
                .map(this::told);
        return Page.of(
                nodes.limit(size + 1L).toList(), size, each -> each.node().code());
    }

    private Listed told(Place place) {
        NodeProfile profile = place.node().profile();
        Filled filled =
                profile.parcelsMax() == null && profile.volumeMaxCm3() == null ? null : shelves.filled(place.code());
        return new Listed(place.node(), place.opening(), filled, filled != null && filled.full(profile));
    }

    @Override
    public Card card(Caller caller, String code) {
        own.node(caller, code, READ);
        return card(watch.snapshot().tables().places().get(code));
    }

    @Override
    public Outlook outlook(Caller caller, String code) {
        own.node(caller, code, READ);
        return closing.outlook(code, watch.snapshot());
    }

    @Override
    public Card change(Caller caller, String code, NodeChange wish) {
        return card(keeping.change(caller, code, wish));
    }

    @Override
    public Taken step(Caller caller, @Nullable String key, String code, Node.Status to, int version, String why) {
        return keeping.step(caller, key, new NodeKeeping.StepAsked(code, to, version, why.strip()));
    }

    private Card card(Place place) {
        return new Card(
                place.node(),
                place.opening(),
                place.version(),
                grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, place.code())),
                NodeLife.next(place.node().status()),
                steps.of(place.code()));
    }
}
