package org.cunlu.web.shop;

import java.util.List;

/**
 * A parcel's way as a drawing of {@value #WIDTH} by {@value #HEIGHT}, north on top.
 * @param line for the attribute {@code points} of a polyline
 */
public record WayMap(String line, List<Stop> stops) {
    public static final int WIDTH = 320;
    public static final int HEIGHT = 180;

    /** @param here whether it is there now @param left whether its name is written to the left */
    public record Stop(int x, int y, String name, boolean here, boolean left) {}
}
