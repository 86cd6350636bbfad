package org.cunlu.logistics.promise;

/** A ride from one of its stops to another. @param day service day, since 1970 */
record Hop(Ride ride, int day, int board, int alight) {
    int from() {
        return ride.node[board];
    }

    int to() {
        return ride.node[alight];
    }
}
