package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.Timetable;

/** Opens bags for the nodes to which something goes. */
@Singleton
class BagOpening implements Bags {
    private static final int DRAWS_MAX = 5;

    private final BagTable bags;
    private final Labels labels;
    private final Timetable timetable;
    private final Clock clock;

    BagOpening(BagTable bags, Labels labels, Timetable timetable, Clock clock) {
        this.bags = bags;
        this.labels = labels;
        this.timetable = timetable;
        this.clock = clock;
    }

    @Override
    public StationWork.Bag open(Caller caller, Node node, String nextNode) {
        if (timetable.nextDeparture(node.code(), nextNode, clock.instant()).isEmpty()) {
            throw ProblemException.of(409, "no-connection", "没有直达下一站的班次 · No trip leads to that node", null)
                    .field("nextNode");
        }
        for (int draw = 1; ; draw++) {
            String sscc = labels.sscc();
            try {
                bags.insert(sscc, node.countyCode(), node.code(), nextNode, caller.accountId(), clock.instant());
                return new StationWork.Bag(sscc, node.code(), nextNode);
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }
}
