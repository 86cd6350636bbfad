package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;

/**
 * A village of the service areas.
 * @param ownStation code of the station built or planned for it; null when none is
 * @param latitude degrees, of its centre
 */
record Served(
        String code,
        String name,
        String township,
        @Nullable String ownStation,
        double latitude,
        double longitude,
        boolean positionMadeUp) {
    /** The same, served by another. */
    Served by(@Nullable String station) {
        return new Served(code, name, township, station, latitude, longitude, positionMadeUp);
    }
}
