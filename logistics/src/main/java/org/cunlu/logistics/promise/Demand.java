package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;

/**
 * What a way must have room for.
 * @param load null for anything, however small
 * @param classes a bit for each storage class of which one must be held and carried
 */
record Demand(@Nullable Load load, int classes) {
    private static final Demand ANYTHING = new Demand(null, classes(Set.of(StorageClass.values())));

    static Demand of(Load load) {
        return new Demand(load, 1 << load.storageClass().ordinal());
    }

    /** Asks only for the storage class. */
    Demand ofAnySize() {
        return new Demand(null, classes);
    }

    /** Asks for nothing but a way. */
    static Demand anything() {
        return ANYTHING;
    }

    static int classes(Set<StorageClass> classes) {
        return classes.stream().mapToInt(each -> 1 << each.ordinal()).sum();
    }

    /** @param held bits of the classes that a place may hold */
    boolean mayStand(int held) {
        return (held & classes) != 0;
    }

    /** @param carried bits of the classes that the line may carry */
    boolean fits(Line line, int carried) {
        return (carried & classes) != 0
                && (load == null
                        || load.weightGrams() <= line.weightGrams()
                                && load.volumeCm3() <= line.volumeCm3()
                                && (line.pieces() == null || load.pieces() <= line.pieces()));
    }
}
