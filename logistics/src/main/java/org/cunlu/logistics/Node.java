package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;
import org.cunlu.catalog.StorageClass;

/**
 * A place of the network.
 * @param code administrative code for stations (500233112203), the county's for the hub, that and {@code -OUT} for the
 *     gateway, or any 1 to 32 of A-Z 0-9 . _ -
 * @param parentCode null for the hub, the root of the county's tree
 * @param path codes from the root to this node, each behind a slash: {@code /500233/500233112/500233112203}; a subtree is
 *     a prefix of it
 * @param positionMadeUp whether latitude and longitude (degrees) are invented for the demo
 * @param holds classes of goods that it may hold
 * @param profile services, room, grade and flags
 */
@Serdeable
public record Node(
        String code,
        String countyCode,
        String name,
        Tier tier,
        @Nullable String parentCode,
        String path,
        Status status,
        double latitude,
        double longitude,
        boolean positionMadeUp,
        Set<StorageClass> holds,
        NodeProfile profile) {
    public Node {
        holds = Set.copyOf(holds);
    }

    /** A plain one that holds any class. */
    public Node(
            String code,
            String countyCode,
            String name,
            Tier tier,
            @Nullable String parentCode,
            String path,
            Status status,
            double latitude,
            double longitude,
            boolean positionMadeUp) {
        this(
                code,
                countyCode,
                name,
                tier,
                parentCode,
                path,
                status,
                latitude,
                longitude,
                positionMadeUp,
                Set.of(StorageClass.values()));
    }

    /** A plain one. */
    public Node(
            String code,
            String countyCode,
            String name,
            Tier tier,
            @Nullable String parentCode,
            String path,
            Status status,
            double latitude,
            double longitude,
            boolean positionMadeUp,
            Set<StorageClass> holds) {
        this(
                code,
                countyCode,
                name,
                tier,
                parentCode,
                path,
                status,
                latitude,
                longitude,
                positionMadeUp,
                holds,
                NodeProfile.plain(holds));
    }

    /** Place in the tree. A gateway hands over to carriers outside the county. */
    public enum Tier {
        HUB,
        TOWNSHIP,
        VILLAGE,
        GATEWAY
    }

    /** Life of a node. Only OPEN ones that are enabled take orders. */
    public enum Status {
        /** Named, not there yet. */
        PLANNED,
        /** There, not yet at work. */
        BUILT,
        OPEN,
        /** At rest: nothing new goes there, and what is there goes elsewhere. */
        SUSPENDED,
        /** At its end: empty, out of all promises, nobody holds a role there anew. */
        CLOSED
    }

    /** @return whether goods go to it and through it */
    public boolean open() {
        return status == Status.OPEN && profile.enabled();
    }

    /** @return whether nothing goes to it or through it any more, while what lies there, or turns up there, may still leave it */
    public boolean atRest() {
        return !open() && (status == Status.SUSPENDED || status == Status.CLOSED || status == Status.OPEN);
    }

    /** @return whether it serves villages now: open to users, who collect there */
    public boolean serves() {
        return open() && profile.openToUsers() && profile.offers(NodeProfile.Service.PICKUP);
    }

    /** @return whether villagers hand in here now what they send */
    public boolean takesIn() {
        return open() && profile.openToUsers() && profile.offers(NodeProfile.Service.DROP_OFF);
    }

    /** @return whether people collect and hand in such goods here: what must be kept cool only where that is a service */
    public boolean handles(StorageClass goods) {
        return holds.contains(goods) && (goods != StorageClass.CHILLED || profile.offers(NodeProfile.Service.COLD));
    }

    /** @return whether this node is the other or lies below it */
    public boolean within(String otherCode) {
        return (path + "/").contains("/" + otherCode + "/");
    }
}
