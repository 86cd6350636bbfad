package org.cunlu.catalog;

import java.util.Collection;

/** How goods must be kept. HAZARDOUS (pesticide) never shares a bag or compartment with the others. */
public enum StorageClass {
    DRY,
    CHILLED,
    HAZARDOUS;

    /** @return the class as which goods of several classes are kept in one parcel; {@link #DRY} for none */
    public static StorageClass strictest(Collection<StorageClass> classes) {
        if (classes.contains(HAZARDOUS)) {
            return HAZARDOUS;
        }
        return classes.contains(CHILLED) ? CHILLED : DRY;
    }
}
