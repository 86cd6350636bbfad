package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.Differences.Claim;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Ways;

/** Tells of parcels and bags that are not what the other side said, and finds who the other side was. */
@Singleton
class Disputes {
    private final Differences differences;
    private final Ways ways;

    Disputes(Differences differences, Ways ways) {
        this.differences = differences;
        this.ways = ways;
    }

    /** About a parcel; whoever sent it here answers, at its first node that node. */
    void about(Kind kind, Parcel parcel, ScanCall call, String detail) {
        open(kind, parcel.barcode(), parcel.inBag(), giverOf(parcel, call), call, detail);
    }

    /** About a parcel in a bag, or the bag itself; whoever filled it answers. */
    void about(Kind kind, @Nullable String barcode, Bag bag, ScanCall call, String detail) {
        open(kind, barcode, bag.sscc(), bag.fromNode(), call, detail);
    }

    void turnedUp(Parcel parcel, ScanCall call) {
        differences.turnedUp(parcel.barcode(), call.act().actor(), call.act().recordedAt());
    }

    private void open(
            Kind kind, @Nullable String barcode, @Nullable String sscc, String owner, ScanCall call, String detail) {
        var act = call.act();
        differences.open(new Claim(kind, barcode, sscc, call.node(), owner, act.actor(), act.recordedAt(), detail));
    }

    /** The node from which it last came, or comes. */
    private String giverOf(Parcel parcel, ScanCall call) {
        int seq = call.node().code().equals(parcel.position().nextNode()) ? parcel.legSeq() : parcel.legSeq() - 1;
        return ways.of(List.of(parcel.barcode())).stream()
                .filter(leg -> leg.seq() == seq)
                .map(leg -> leg.leg().fromNode())
                .findFirst()
                .orElse(call.nodeCode());
    }
}
