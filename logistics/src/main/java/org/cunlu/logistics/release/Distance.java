package org.cunlu.logistics.release;

import org.cunlu.logistics.Node;

/** How far two nodes are apart as the crow flies: roads are closed when it matters. */
final class Distance {
    private static final double EARTH_METRES = 6_371_000;

    private Distance() {}

    static long metres(Node one, Node other) {
        double phi = Math.toRadians(one.latitude());
        double theta = Math.toRadians(other.latitude());
        double north = Math.sin((theta - phi) / 2);
        double east = Math.sin(Math.toRadians(other.longitude() - one.longitude()) / 2);
        double chord = north * north + Math.cos(phi) * Math.cos(theta) * east * east;
        return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord))));
    }
}
