package org.cunlu.logistics.promise;

/**
 * A ride from one of its stops to another; a carrier's pick-up gets on and off at its only one.
 * @param day service day, since 1970
 */
record Hop(Ride ride, int day, int board, int alight) {
    boolean pickup() {
        return board == alight;
    }

    int from() {
        return ride.node[board];
    }

    int to() {
        return ride.node[alight];
    }
}
