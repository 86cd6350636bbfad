package org.cunlu.search.boosts;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.search.Boosts.Boost;
import org.cunlu.search.Boosts.Kind;
import org.cunlu.search.Boosts.Target;

/**
 * What is shown live is found sooner as long as it is on air: a boost for each slot. One that has ended stays for a week with a day that is
 * over, so that news which come late raise nothing.
 */
@Singleton
class SlotBoosts {
    private static final String PREFIX = "SLOT-";
    private static final int WORTH_MAX = 400;
    private static final int KEPT_DAYS = 7;

    private final BoostTable table;
    private final int worth;

    /** @param worth hundredths, as of any boost: 200 is half of a word in a product's name */
    SlotBoosts(BoostTable table, @Value("${cunlu.search.live-worth:200}") int worth) {
        if (worth < 1 || worth > WORTH_MAX) {
            throw new IllegalArgumentException("cunlu.search.live-worth is not 1 to 400: " + worth);
        }
        this.table = table;
        this.worth = worth;
    }

    /** @return whether such a code is of a slot, and no operator's */
    static boolean ofSlot(String code) {
        return code.startsWith(PREFIX);
    }

    /** Within the caller's transaction. A session lasts 12 hours at most, and may pass midnight. */
    void onAir(String slotId, String offerId, Instant at) {
        LocalDate day = CountyTime.date(at);
        table.insert(boost(slotId, offerId, day, day.plusDays(1)));
    }

    /** Within the caller's transaction. */
    void offAir(String slotId, String offerId, Instant at) {
        LocalDate over = CountyTime.date(at).minusDays(1);
        table.end(boost(slotId, offerId, over, over));
        table.forget(PREFIX, over.minusDays(KEPT_DAYS));
    }

    private Boost boost(String slotId, String offerId, LocalDate from, LocalDate until) {
        return new Boost(PREFIX + slotId, Kind.LIVE, Target.OFFER, offerId, worth, from, until, 1);
    }
}
