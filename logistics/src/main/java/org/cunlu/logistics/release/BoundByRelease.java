package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import org.cunlu.logistics.SetAside;
import org.cunlu.logistics.Stock.SkuAtNode;

/** Lots that a release has set aside stay on hold until their village is served. */
@Singleton
class BoundByRelease implements SetAside {
    private final DrawTable draws;

    BoundByRelease(DrawTable draws) {
        this.draws = draws;
    }

    @Override
    public boolean holds(SkuAtNode key, String lotCode) {
        return draws.bound(key, lotCode);
    }

    @Override
    public boolean carries(String transferId) {
        return draws.carries(transferId);
    }
}
