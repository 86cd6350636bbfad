package org.cunlu.logistics.dispatch;

import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Vehicles;
import org.cunlu.logistics.dispatch.TermsTable.VanTerms;

/** A vehicle as it is planned with. */
final class Vans {
    private static final int QUARTER = 4;
    private static final int MINUTE = 60;

    private Vans() {}

    static Sheet.Van of(Vehicles.Vehicle vehicle, VanTerms terms) {
        return new Sheet.Van(
                vehicle.code(),
                vehicle.plate(),
                capacity(vehicle, terms),
                terms.shiftBegins() * MINUTE,
                terms.shiftEnds() * MINUTE,
                terms.loadingMinutes() * MINUTE,
                terms.tripsMax(),
                terms.fixedFen(),
                terms.perKmFen(),
                terms.perHourFen(),
                terms.pace(),
                terms.reaches());
    }

    /** Never food with pesticide: what is hazardous has a compartment of its own, or the vehicle carries nothing else. */
    private static Goods capacity(Vehicles.Vehicle vehicle, VanTerms terms) {
        Set<StorageClass> classes = vehicle.compartments();
        long room = Math.min(vehicle.volumeCm3(), Integer.MAX_VALUE);
        boolean alone = classes.size() == 1;
        boolean parted = parted(vehicle);
        long chilled = part(classes.contains(StorageClass.CHILLED), alone, room, terms.chilledCm3());
        long hazardous =
                part(classes.contains(StorageClass.HAZARDOUS) && (parted || alone), alone, room, terms.hazardousCm3());
        long dry = classes.contains(StorageClass.DRY) ? Math.max(0, room - chilled - hazardous) : 0;
        return new Goods(
                Math.min(vehicle.weightGrams(), Integer.MAX_VALUE),
                vehicle.pieces() == null ? Integer.MAX_VALUE : vehicle.pieces(),
                dry,
                chilled,
                hazardous);
    }

    /** @return whether it can have a compartment apart from the others */
    static boolean parted(Vehicles.Vehicle vehicle) {
        return vehicle.kind() != Vehicles.Kind.TRICYCLE && vehicle.kind() != Vehicles.Kind.OTHER;
    }

    private static long part(boolean has, boolean alone, long room, long said) {
        if (!has) {
            return 0;
        }
        if (alone) {
            return room;
        }
        return said > 0 ? Math.min(said, room) : room / QUARTER;
    }
}
