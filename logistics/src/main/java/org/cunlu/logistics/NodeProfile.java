package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.HashSet;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.id.CheckDigit;

/**
 * What a node is to those who use it.
 * @param gln Global Location Number of GS1, 13 digits with the check digit; no two nodes share one; null for none
 * @param services what is done there
 * @param parcelsMax parcels that find room, above 0; null when nobody counted
 * @param volumeMaxCm3 room for parcels, above 0; null when nobody measured
 * @param stars grade of the station (星级), 1 to 5; null when it has none
 * @param enabled whether it works at all; goods neither go to nor through one that does not
 * @param openToUsers whether it serves villages
 * @param reachableByVehicle whether a vehicle gets to its door
 * @param dispatchable whether planned tours may call at it
 */
@Serdeable
public record NodeProfile(
        @Nullable String gln,
        Set<Service> services,
        @Nullable Integer parcelsMax,
        @Nullable Long volumeMaxCm3,
        @Nullable Integer stars,
        boolean enabled,
        boolean openToUsers,
        boolean reachableByVehicle,
        boolean dispatchable) {
    public static final int STARS_MAX = 5;
    public static final int PARCELS_MAX = 1_000_000;
    public static final long VOLUME_MAX_CM3 = 1_000_000_000_000L;

    /** What a node is of which nothing else is said, but for {@link Service#COLD}: each did this before services were counted. */
    public static final NodeProfile PLAIN = new NodeProfile(
            null,
            Set.of(Service.PICKUP, Service.DROP_OFF, Service.RETAIL, Service.CASH),
            null,
            null,
            null,
            true,
            true,
            true,
            true);

    /** What people come for. */
    public enum Service {
        /** Buyers collect here. */
        PICKUP,
        /** Villagers hand in what they send. */
        DROP_OFF,
        RETAIL,
        /** Takes cash for parcels. */
        CASH,
        RECYCLING,
        /** What must be kept cool is collected and handed in here; only of nodes that may hold it. */
        COLD
    }

    public NodeProfile {
        if (gln != null && !glnFits(gln)) {
            throw new IllegalArgumentException("no GLN: " + gln);
        }
        if (parcelsMax != null && parcelsMax <= 0
                || volumeMaxCm3 != null && volumeMaxCm3 <= 0
                || stars != null && (stars < 1 || stars > STARS_MAX)) {
            throw new IllegalArgumentException("no profile: " + parcelsMax + " " + volumeMaxCm3 + " " + stars);
        }
        services = Set.copyOf(services);
    }

    /** @return what a node is that may hold these, of which nothing else is said */
    public static NodeProfile plain(Set<StorageClass> holds) {
        return holds.contains(StorageClass.CHILLED) ? PLAIN.doing(Service.COLD, true) : PLAIN;
    }

    /** @return the same with this service, or without it */
    public NodeProfile doing(Service service, boolean does) {
        var all = new HashSet<>(services);
        boolean changed = does ? all.add(service) : all.remove(service);
        return changed
                ? new NodeProfile(
                        gln,
                        all,
                        parcelsMax,
                        volumeMaxCm3,
                        stars,
                        enabled,
                        openToUsers,
                        reachableByVehicle,
                        dispatchable)
                : this;
    }

    /** @return whether these are 13 digits of which the last is the check digit of the others */
    public static boolean glnFits(String text) {
        return text.matches("[0-9]{13}") && CheckDigit.fits(text);
    }

    public boolean offers(Service service) {
        return services.contains(service);
    }
}
