package org.cunlu.catalog;

/** Which way an offer's goods go through the network. */
public enum Direction {
    /** 进城: the county's own goods, to the town and out of the county. */
    UP,
    /** 下乡: consumer goods and farm inputs, to the villages. */
    DOWN
}
