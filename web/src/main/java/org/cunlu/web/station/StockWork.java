package org.cunlu.web.station;

/**
 * Work with stock that waits at a node, as far as it is counted.
 * @param loose kinds and lots that lie in no bin @param due departures to release waves for @param picking waves of which lines are left
 */
public record StockWork(int purchases, int transfers, int loose, int due, int picking) {}
