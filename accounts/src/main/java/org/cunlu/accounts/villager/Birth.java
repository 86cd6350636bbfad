package org.cunlu.accounts.villager;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** The day somebody was born, and what the law makes of it. A person is of an age from the day of his birthday on. */
record Birth(LocalDate day) {
    /** Below this the guardian consents (Personal Information Protection Law, art. 31). */
    static final int CHILD_UNTIL = 14;
    /** Below this a person is a minor (Civil Code, art. 17). */
    static final int MINOR_UNTIL = 18;

    private static final int OLDEST = 130;

    /** @throws ProblemException 400 {@code birth-date-invalid} */
    static Birth of(LocalDate day, LocalDate today) {
        if (day.isAfter(today) || day.isBefore(today.minusYears(OLDEST))) {
            throw ProblemException.invalid("birthDate", "birth-date-invalid", "出生日期不对 · Not a date of birth");
        }
        return new Birth(day);
    }

    /** @return whether only his guardian may consent for him */
    boolean child(LocalDate today) {
        return today.isBefore(day.plusYears(CHILD_UNTIL));
    }

    boolean minor(LocalDate today) {
        return today.isBefore(day.plusYears(MINOR_UNTIL));
    }

    /** @return when a guardian of the child is one no more */
    Instant ofAge() {
        return CountyTime.instant(day.plusYears(MINOR_UNTIL), LocalTime.MIN);
    }

    /** Hides the date from logs. */
    @Override
    public String toString() {
        return "Birth";
    }
}
