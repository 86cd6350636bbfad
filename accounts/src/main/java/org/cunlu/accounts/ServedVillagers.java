package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import org.cunlu.kernel.caller.Caller;

/** Villagers whom the keeper of their station serves at his counter. */
public interface ServedVillagers {
    /**
     * Whom he serves.
     * @param stationCode which of the keeper's stations; may be null for one who has only one
     * @param birthDate by which it is known whether he can agree for himself
     */
    record Villager(
            @Nullable String stationCode, String name, MobileNumber phone, String villageCode, LocalDate birthDate) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Villager";
        }
    }

    /** That he agreed, away from any screen. @param way PAPER or VOICE @param reference where paper or recording lies */
    record Agreed(Consents.Way way, LocalDate on, String reference) {
        /** Hides what was noted from logs. */
        @Override
        public String toString() {
            return "Agreed[" + way + "]";
        }
    }

    /** @throws org.cunlu.kernel.problem.ProblemException 404 with the field {@code stationCode} when it is none of the keeper's */
    String station(Caller keeper, @Nullable String stationCode);

    /** @throws org.cunlu.kernel.problem.ProblemException 400 {@code agreement-invalid} */
    void check(Agreed agreed);

    /**
     * The account of somebody with this number and name, born on this day where that is known; where there is none, the station's
     * record of him; where there is none either, a new one, to which he agreed. The keeper is not told which it was. Joins the
     * caller's transaction.
     * @return account id
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code village-unknown}, {@code birth-date-invalid},
     *     {@code agreement-invalid}; 409 {@code guardian-needed} under 18; 403 {@code own-order} for the keeper himself and whom
     *     he acts for
     */
    String serve(Caller keeper, Villager villager, Agreed agreed);
}
