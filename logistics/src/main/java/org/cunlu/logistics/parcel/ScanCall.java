package org.cunlu.logistics.parcel;

import org.cunlu.logistics.Node;
import org.cunlu.logistics.StationWork.Scan;

/** A well-formed scan by somebody who may work at its node. */
record ScanCall(Scan scan, Node node, Act act) {
    String nodeCode() {
        return node.code();
    }
}
