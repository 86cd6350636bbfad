package org.cunlu.web.dispatch;

import java.util.List;

/**
 * A drawing of a part of the county.
 * @param ways of each kind, as the path of an SVG
 * @param rounds of vans
 */
public record CountyMap(int width, int height, List<Way> ways, List<Round> rounds, List<Spot> spots) {
    /**
     * @param kind {@code van}, {@code bus}, {@code post}; {@code closed} for roads that are closed now
     * @param pairs codes of both ends, {@code A B,A C}
     */
    public record Way(String kind, String path, String pairs) {}

    /** @param colour 0 to 5; the label says which van it is @param nodes codes in order of travel, {@code A B A,A C A} */
    public record Round(String van, int colour, String path, String nodes, int labelX, int labelY) {}

    /** @param tier {@code hub}, {@code township}, {@code village}, {@code gateway} @param closed whether it is now */
    public record Spot(
            String code, String name, String tier, boolean closed, int x, int y, double latitude, double longitude) {
        /** @return whether its name stands beside it: of villages there are too many */
        public boolean named() {
            return closed || !tier.equals("village");
        }
    }
}
