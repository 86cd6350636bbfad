package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** What the county asks of a shop, for its owner. */
public interface ShopChecklist {
    /** How a paper stands. */
    enum Standing {
        /** Asked for, and not there. */
        MISSING,
        /** Handed in, and the county has not said yes yet. */
        WAITING,
        DECLINED,
        /** Holds for {@value #SOON_DAYS} days more at most. */
        RUNS_OUT,
        RUN_OUT
    }

    int SOON_DAYS = 90;

    /**
     * A paper that somebody has to see to, or the county.
     * @param paper its name, Chinese and English with a dot between
     * @param until its last day; null when it has none
     * @param reason why it was declined; null when it was not
     */
    record Due(
            String shop,
            String paper,
            Standing standing,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /** @return of all shops whose owner the caller is; empty for who owns none */
    List<Due> due(Caller owner);
}
