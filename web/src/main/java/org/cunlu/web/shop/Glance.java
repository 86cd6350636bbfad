package org.cunlu.web.shop;

import java.util.List;

/** The network in figures. @param stationsOpen village stations that take orders today */
public record Glance(int stationsOpen, int stationsPlanned, List<Township> townships) {
    public Glance {
        townships = List.copyOf(townships);
    }

    public record Township(String name, int open, int planned) {}
}
