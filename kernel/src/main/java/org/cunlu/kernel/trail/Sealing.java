package org.cunlu.kernel.trail;

import jakarta.inject.Singleton;

@Singleton
class Sealing implements TrailSeals {
    private static final int BATCH = 500;

    private final SealTable table;

    Sealing(SealTable table) {
        this.table = table;
    }

    @Override
    public void sealAll() {
        while (table.sealSome(BATCH) == BATCH) {
            // Each batch is a transaction of its own.
        }
    }
}
