package org.cunlu.logistics.evacuation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.EvacuationDesk.Evacuation;
import org.cunlu.logistics.EvacuationDesk.Sheet;
import org.cunlu.logistics.EvacuationDesk.ToMove;
import org.cunlu.logistics.EvacuationDesk.ToTake;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.Suspensions.Suspended;
import org.cunlu.logistics.Workplaces;

/** What is still to be taken away from suspended and closed nodes, for the dispatcher. */
@Singleton
class Evacuations {
    static final List<Role> ROLES = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    private static final String READ = "logistics.read-evacuation";
    private static final int PARCELS_MAX = 500;

    private final Resting resting;
    private final EvacuatedTable evacuated;
    private final ParcelsThere parcels;
    private final StockBook stock;
    private final List<NodeContents> contents;
    private final Network network;
    private final Workplaces workplaces;

    Evacuations(
            Resting resting,
            EvacuatedTable evacuated,
            ParcelsThere parcels,
            StockBook stock,
            List<NodeContents> contents,
            Network network,
            Workplaces workplaces) {
        this.resting = resting;
        this.evacuated = evacuated;
        this.parcels = parcels;
        this.stock = stock;
        this.contents = contents;
        this.network = network;
        this.workplaces = workplaces;
    }

    /** @return those of the caller's own part of the county */
    List<Evacuation> all(Caller caller) {
        return resting.all().stream()
                .filter(each -> workplaces.covers(caller, each.node(), ROLES))
                .map(this::evacuation)
                .toList();
    }

    /** @throws ProblemException {@code not-found} for another's node, and for one that is neither suspended nor closed */
    Sheet sheet(Caller caller, String code) {
        Node node = workplaces.own(caller, code, READ, ROLES);
        Suspended suspended = resting.find(code).orElseThrow(ProblemException::notFound);
        List<ToTake> there = parcels.at(code, null, "", PARCELS_MAX).stream()
                .filter(parcel -> code.equals(parcel.atNode()))
                .map(Evacuations::toTake)
                .sorted(Comparator.comparing(
                        each -> each.next() == null ? Instant.MAX : each.next().departsAt()))
                .toList();
        List<ToMove> pieces = stock.at(code).stream()
                .filter(each -> each.pieces() != 0)
                .map(each -> toMove(each, node))
                .toList();
        return new Sheet(evacuation(suspended), there, pieces);
    }

    private Evacuation evacuation(Suspended node) {
        return new Evacuation(
                node.node(),
                node.at(),
                node.by(),
                node.why(),
                evacuated.counts(node),
                contents.stream()
                        .flatMap(each -> each.at(node.node()).stream())
                        .sorted(Comparator.comparing(Found::what))
                        .toList());
    }

    private static ToTake toTake(There parcel) {
        return new ToTake(parcel.barcode(), parcel.state(), parcel.destination(), parcel.leg());
    }

    private ToMove toMove(Standing standing, Node node) {
        String above = node.parentCode() == null
                ? null
                : network.node(node.parentCode()).map(Node::code).orElse(null);
        return new ToMove(standing.part(), standing.pieces(), above);
    }
}
