package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;

/**
 * How full nodes are, from memory. It is some seconds behind and holds nobody's place, so that a node may come to hold a few
 * parcels more than it has room for; what is on its way there already comes there in any case.
 */
@FunctionalInterface
public interface StationShelves {
    /** @return what waits there for recipients or comes there for them */
    Filled filled(String nodeCode);

    /** What people bought that lies there, or is on its way there since it is paid. @param volumeCm3 of all of it together */
    @Serdeable
    record Filled(long parcels, long volumeCm3) {
        public static final Filled NOTHING = new Filled(0, 0);

        /** @return whether there is room for this as well; always where nobody counted or measured the room */
        public boolean leavesRoom(NodeProfile profile, long moreParcels, long moreCm3) {
            return (profile.parcelsMax() == null || parcels + moreParcels <= profile.parcelsMax())
                    && (profile.volumeMaxCm3() == null || volumeCm3 + moreCm3 <= profile.volumeMaxCm3());
        }

        /** @return whether not even the smallest parcel finds room */
        public boolean full(NodeProfile profile) {
            return !leavesRoom(profile, 1, 1);
        }
    }
}
