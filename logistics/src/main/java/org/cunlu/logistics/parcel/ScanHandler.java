package org.cunlu.logistics.parcel;

import java.util.Set;
import org.cunlu.logistics.StationWork.ScanKind;

/** Applies scans of some kinds, inside a transaction. */
interface ScanHandler {
    Set<ScanKind> kinds();

    /** @throws Refusal when it cannot be applied; all that was done is rolled back */
    Done apply(ScanCall call);
}
