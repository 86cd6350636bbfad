package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** What holders of a reserve are due, period by period (补贴清算), each day of it explained. Money is fen. */
public interface ReserveStatements {
    /** The first signature asks for a fresh second factor under this name. */
    String REVIEW = "logistics.reserve-statement-review";

    /** So does the second, by another person. */
    String APPROVE = "logistics.reserve-statement-approval";

    /** @param until last day @param state its life: DRAFT, REVIEWED, SIGNED, REPLACED, DROPPED @param beforeFen of what it corrects */
    record Brief(
            String statementId,
            String levelCode,
            String holdingCode,
            String holderName,
            LocalDate from,
            LocalDate until,
            int version,
            @Nullable String corrects,
            String state,
            String why,
            long interestFen,
            long storageFen,
            long spreadFen,
            long clawbackFen,
            long netFen,
            long beforeFen,
            String madeBy,
            Instant madeAt,
            @Nullable String reviewedBy,
            @Nullable String approvedBy) {}

    /** A contract in it. @param ruleSource the measure that the rule is from */
    record Line(
            String contractId,
            String programme,
            String commodity,
            String nodeCode,
            long targetGrams,
            long feeFenPerTonneYear,
            @Nullable Long spreadFenPerTonne,
            String rateCode,
            int rateVersion,
            String ruleSource,
            long clawbackFen) {}

    /**
     * Days in a row on which all is the same, and why.
     * @param state KEPT, GAP, EXTENDED, OVERDUE, SHORT or OUTSIDE @param ratePpm of interest a year, by {@code yearDays}
     */
    record Stretch(
            String contractId,
            LocalDate from,
            LocalDate until,
            long days,
            String state,
            long stockGrams,
            long paidGrams,
            int ratePpm,
            int yearDays,
            long turnedGrams,
            long interestFen,
            long storageFen,
            long spreadFen) {}

    /** The same for one day. */
    record Day(
            String contractId,
            LocalDate day,
            String state,
            long stockGrams,
            long paidGrams,
            int ratePpm,
            long interestFen,
            long storageFen,
            long spreadFen) {}

    record Whole(Brief brief, List<Line> lines, List<Stretch> stretches, List<Day> days) {
        public Whole {
            lines = List.copyOf(lines);
            stretches = List.copyOf(stretches);
            days = List.copyOf(days);
        }
    }

    /** @return of the caller's levels, or of his own holdings, newest first */
    Page<Brief> statements(Caller caller, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another's */
    Whole statement(Caller caller, String statementId);

    /**
     * Reckons a period; the same again, with nothing changed, is the one that is there.
     * @param until a day that is over @param why for the trail, 1 to 300 characters
     * @return its id
     */
    String reckon(Caller caller, String levelCode, String holdingCode, LocalDate from, LocalDate until, String why);

    /** The first signature, by a reviewer of the level. */
    void sign(Caller caller, String statementId);

    /** The second, by the level's authority and another person: nothing is booked into the period any more. */
    void approveStatement(Caller caller, String statementId);
}
