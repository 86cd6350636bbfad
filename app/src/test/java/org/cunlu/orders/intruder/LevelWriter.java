package org.cunlu.orders.intruder;

import org.cunlu.logistics.stock.PlantedLedger;

/** Breaks a wall on purpose: orders reaches for the writer of stock levels. */
public interface LevelWriter {
    PlantedLedger ledger();
}
