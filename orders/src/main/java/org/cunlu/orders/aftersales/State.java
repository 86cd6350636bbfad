package org.cunlu.orders.aftersales;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How a request stands, with the table of steps that it may take. Nothing else moves one. */
enum State {
    /** The seller is to answer. */
    ASKED,
    /** The seller offers an amount instead; the buyer is to answer. */
    OFFERED,
    /** The seller declines; the buyer may go to the county. */
    DECLINED,
    /** The county decides. */
    DISPUTED,
    /** Agreed: the buyer is to hand the goods in. */
    AWAITING_GOODS,
    ON_THE_WAY,
    /** Money is owed back, or the replacement is sent and the goods are home. */
    SETTLED,
    /** Ended without: by the buyer, by nobody in time, by the county. */
    WITHDRAWN,
    LAPSED,
    REJECTED;

    private static final Map<State, Set<State>> STEPS = Map.of(
            ASKED, EnumSet.of(AWAITING_GOODS, SETTLED, OFFERED, DECLINED, DISPUTED, WITHDRAWN),
            OFFERED, EnumSet.of(SETTLED, DISPUTED, WITHDRAWN, LAPSED),
            DECLINED, EnumSet.of(DISPUTED, WITHDRAWN, LAPSED),
            DISPUTED, EnumSet.of(AWAITING_GOODS, SETTLED, REJECTED, WITHDRAWN),
            AWAITING_GOODS, EnumSet.of(ON_THE_WAY, WITHDRAWN, LAPSED),
            // What comes home otherwise than it was told is the county's; lost on its way is nobody's fault of the
            // buyer.
            ON_THE_WAY, EnumSet.of(SETTLED, DISPUTED),
            SETTLED, EnumSet.noneOf(State.class),
            WITHDRAWN, EnumSet.noneOf(State.class),
            LAPSED, EnumSet.noneOf(State.class),
            REJECTED, EnumSet.noneOf(State.class));

    boolean leadsTo(State next) {
        return STEPS.get(this).contains(next);
    }

    boolean open() {
        return !STEPS.get(this).isEmpty();
    }

    /** @return the table as an SQL condition over columns before_ and after_ */
    static String legalSql() {
        var cases = new StringBuilder("(FALSE");
        for (State from : values()) {
            for (State to : STEPS.get(from)) {
                cases.append(" OR (before_ = '")
                        .append(from)
                        .append("' AND after_ = '")
                        .append(to)
                        .append("')");
            }
        }
        return cases.append(")").toString();
    }
}
