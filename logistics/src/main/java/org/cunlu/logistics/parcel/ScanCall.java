package org.cunlu.logistics.parcel;

import java.util.regex.Pattern;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ScanSteps;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.parcel.Refusal.Why;

/** A well-formed scan by somebody who may work at its node. */
record ScanCall(Scan scan, Node node, Act act) {
    private static final Pattern TRIP = Pattern.compile("[A-Z0-9._-]{1,32}/\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern PLACE = Pattern.compile("[\\p{L}\\p{N} ._-]{1,20}");
    private static final Pattern SEAL = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final int REASON_MAX = 60;

    static ScanCall of(ScanSteps.Call call) {
        var act = new Act(call.node().code(), call.actor(), call.at(), call.recordedAt(), call.scanKey(), null);
        return new ScanCall(call.scan(), call.node(), act);
    }

    String nodeCode() {
        return node.code();
    }

    /** @return whether the scan is of a bag; it must name one of the two */
    boolean bagNotParcel() {
        boolean bag = scan.bag() != null;
        if (bag == (scan.parcel() != null)) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        return bag;
    }

    String trip() {
        return given(scan.trip(), TRIP);
    }

    String place() {
        return given(scan.place(), PLACE).strip();
    }

    String seal() {
        return given(scan.seal(), SEAL);
    }

    /** @return what somebody gave as reason, on one line */
    String reason() {
        String text = scan.reason() == null ? "" : scan.reason().strip();
        boolean fine = !text.isEmpty()
                && text.length() <= REASON_MAX
                && text.codePoints().noneMatch(Character::isISOControl);
        if (!fine) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        return text;
    }

    private static String given(String text, Pattern shape) {
        if (text == null || text.isBlank() || !shape.matcher(text).matches()) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        return text;
    }
}
