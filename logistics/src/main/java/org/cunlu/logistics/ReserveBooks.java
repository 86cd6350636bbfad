package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What the books of the reserve say, for whoever reckons fees or reports: contracts, what came and went, gaps of rotations. */
public interface ReserveBooks {
    /**
     * A holder's contract for one commodity at one place.
     * @param levelCode value of the scope LEVEL that owns it @param holdingCode value of the scope HOLDING
     * @param until last day @param feeFenPerTonneYear for storage @param spreadFenPerTonne for turning; null when none is paid
     */
    record Contract(
            String contractId,
            String levelCode,
            String holdingCode,
            String holderName,
            String programme,
            String commodity,
            String nodeCode,
            LocalDate from,
            LocalDate until,
            long targetGrams,
            long feeFenPerTonneYear,
            @Nullable Long spreadFenPerTonne) {
        public Contract {
            if (targetGrams <= 0 || feeFenPerTonneYear < 0 || until.isBefore(from)) {
                throw new IllegalArgumentException("no contract of a reserve: " + contractId);
            }
        }
    }

    /** Why reserve pieces came or went. */
    enum Why {
        INTAKE,
        ROTATED_IN,
        ROTATED_OUT,
        RELEASED,
        REFILLED,
        LOSS,
        FOUND,
        MOVED,
        OTHER
    }

    /**
     * One booked change, of a movement that is never changed.
     * @param day the county's @param grams more when above 0
     * @param costFen what {@code costGrams} of the lot were bought for: as it was paid, for a price a tonne need not be whole fen
     */
    record Entry(
            String contractId,
            LocalDate day,
            String entryId,
            String lotCode,
            Why why,
            long grams,
            long costFen,
            long costGrams) {
        private static final long GRAMS_PER_TONNE = 1_000_000;

        public Entry {
            if (costFen < 0 || costGrams <= 0) {
                throw new IllegalArgumentException("no cost of a lot: " + lotCode);
            }
        }

        /** Of a lot that was bought by the tonne. */
        public Entry(
                String contractId,
                LocalDate day,
                String entryId,
                String lotCode,
                Why why,
                long grams,
                long costFenPerTonne) {
            this(contractId, day, entryId, lotCode, why, grams, costFenPerTonne, GRAMS_PER_TONNE);
        }
    }

    /**
     * The time between out and in of a rotation (架空期).
     * @param outOn first day without @param inOn day on which it was full again; null while it is not
     * @param allowedUntil last day of the plain gap @param extendedUntil last day of an extension; null without one
     */
    record Gap(
            String contractId,
            LocalDate outOn,
            @Nullable LocalDate inOn,
            LocalDate allowedUntil,
            @Nullable LocalDate extendedUntil) {
        /** @return whether the day lies between out and in */
        public boolean holds(LocalDate day) {
            return !day.isBefore(outOn) && (inOn == null || day.isBefore(inOn));
        }
    }

    boolean level(String levelCode);

    /** @return those that share a day with the span, by id */
    List<Contract> contracts(String levelCode, LocalDate from, LocalDate until);

    /** @return those of these holdings alone that share a day with the span, by id */
    List<Contract> contractsOf(String levelCode, Collection<String> holdingCodes, LocalDate from, LocalDate until);

    /** @return all from the beginning up to and with that day, by day and entry */
    List<Entry> entries(Collection<String> contractIds, LocalDate until);

    /** @return those that share a day with the span */
    List<Gap> gaps(Collection<String> contractIds, LocalDate from, LocalDate until);
}
