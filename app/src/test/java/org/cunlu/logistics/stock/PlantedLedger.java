package org.cunlu.logistics.stock;

/** Stands for a class of the stock feature that somebody outside reaches for. */
public interface PlantedLedger {
    void write();
}
