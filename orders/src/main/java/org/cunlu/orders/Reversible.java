package org.cunlu.orders;

import java.util.SortedMap;

/**
 * What of a delivered order may still be taken back.
 * @param goodsFen by line, of what the buyer paid for it
 * @param pieces by line, those he got and did not give back
 */
public record Reversible(SortedMap<Integer, Long> goodsFen, SortedMap<Integer, Integer> pieces, long freightFen) {}
