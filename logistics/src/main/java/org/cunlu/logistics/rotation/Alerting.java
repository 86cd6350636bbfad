package org.cunlu.logistics.rotation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Reserves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the officers of a level that a lot is due to be turned: 90, 30 and 7 days before, each once. */
@Singleton
class Alerting {
    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);
    private static final List<Integer> DAYS_BEFORE = List.of(7, 30, 90);
    private static final int LOTS = 500;

    private final Plan plan;
    private final RotationTable table;
    private final Reserves reserves;
    private final Grants grants;
    private final Notices notices;
    private final Transactions transactions;
    private final Clock clock;

    Alerting(
            Plan plan,
            RotationTable table,
            Reserves reserves,
            Grants grants,
            Notices notices,
            Transactions transactions,
            Clock clock) {
        this.plan = plan;
        this.table = table;
        this.reserves = reserves;
        this.grants = grants;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A clock that jumped over some days tells the nearest alone. @return lots of which somebody was told */
    int sweep() {
        LocalDate today = CountyTime.date(clock.instant());
        int told = 0;
        String after = "";
        List<ReserveLot> some;
        do {
            some = reserves.lotsBefore(today, after, LOTS);
            for (ReserveLot lot : some) {
                after = lot.id();
                try {
                    told += transactions.run(() -> tell(lot, today)) ? 1 : 0;
                } catch (RuntimeException e) {
                    // One lot without a rule keeps nobody else from hearing of his.
                    LOG.warn("nobody was told of reserve lot {}", lot.id(), e);
                }
            }
        } while (some.size() == LOTS);
        return told;
    }

    private boolean tell(ReserveLot lot, LocalDate today) {
        ReserveHolding holding = reserves.holding(lot.holding()).orElseThrow();
        LocalDate due = plan.dueOn(holding, lot, today);
        long left = ChronoUnit.DAYS.between(today, due);
        var step = DAYS_BEFORE.stream().filter(days -> left <= days).findFirst();
        if (step.isEmpty() || !table.alert(lot.id(), due, step.get(), lot.countyCode(), clock.instant())) {
            return false;
        }
        var level = new Scope(Scope.Kind.LEVEL, holding.level().name());
        for (String account : grants.holders(Role.RESERVE_OFFICER, level)) {
            notices.tell(
                    account,
                    Notices.Kind.RESERVE_LOT_DUE,
                    Map.of("holding", holding.code(), "lot", lot.lotCode(), "date", due.toString()));
        }
        return true;
    }
}
