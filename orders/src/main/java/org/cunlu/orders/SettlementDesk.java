package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Periods and all statements of the operator's own county. Who operates another county is answered as if nothing were there
 * ({@code not-found}).
 */
public interface SettlementDesk {
    /** A closed period. @param from first day of the county @param until last day */
    @Serdeable
    @Schema(name = "SettlementPeriod")
    record Period(int periodNo, LocalDate from, LocalDate until, String closedBy, Instant closedAt) {}

    /** Where a closing stands that goes on by itself. */
    enum State {
        /** Begins within seconds. */
        WANTED,
        RUNNING,
        DONE,
        /** It could not be closed, for a reason that is told. */
        REFUSED,
        FAILED
    }

    /**
     * The last closing that was asked for.
     * @param daysDone of {@code days}, how many are reckoned; {@code days} is 0 until it has begun
     * @param wantedAt real time @param endedAt real time, null until then
     * @param periodNo what came of it @param why code of the refusal
     */
    record Progress(
            LocalDate until,
            State state,
            int daysDone,
            int days,
            String wantedBy,
            Instant wantedAt,
            @Nullable Instant endedAt,
            @Nullable Integer periodNo,
            @Nullable String why) {
        public boolean moving() {
            return state == State.WANTED || state == State.RUNNING;
        }
    }

    /** What the statements of one kind of parties come to. */
    record Sum(Party.Kind kind, int parties, long lines, long closingFen, long payableFen) {}

    /** @return the newest first @param before number of a period; null for the newest */
    Page<Period> periods(Caller operator, @Nullable Integer before, int limit);

    Period period(Caller operator, int periodNo);

    List<Sum> sums(Caller operator, int periodNo);

    /** @return the day on which the next period begins; empty while nothing was ever posted or closed */
    Optional<LocalDate> open(Caller operator);

    Optional<Progress> progress(Caller operator);

    /**
     * Has what is not closed up to a day closed, within seconds, at one instance. Wanted again while it goes on, nothing happens.
     * @param until last day; null for yesterday
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code period-not-over}, {@code period-closed}
     */
    void want(Caller operator, @Nullable LocalDate until);

    /** By party. @param kind null for all @param after text of a party; empty for the first */
    Page<OwnStatements.View> statements(
            Caller operator, int periodNo, @Nullable Party.Kind kind, String after, int limit);

    OwnStatements.View statement(Caller operator, String statementId);

    Page<OwnStatements.LineView> lines(Caller operator, String statementId, @Nullable Integer after, int limit);

    /** @return all of a statement as CSV that no spreadsheet takes for formulas */
    byte[] file(Caller operator, String statementId);
}
