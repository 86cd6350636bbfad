package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Picking by wave as whoever walks sees it: goods and places by their names, one line after the other. */
public interface PickRounds {
    /** Why fewer were found than asked for. */
    enum Why {
        NOT_THERE,
        DAMAGED,
        SPOILT,
        OTHER_GOODS
    }

    /** Parcels that wait for a wave. @param nextName null, with line and date, for what is collected where it stands */
    record Due(
            @Nullable String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable String nextName,
            @Nullable Instant departsAt,
            Instant cutOffAt,
            boolean missed,
            int parcels) {}

    /** A wave. @param nextName null for what is collected where it stands @param left lines that are still to be picked, of {@code lines} */
    record Round(
            String waveId,
            String nodeCode,
            @Nullable String nextName,
            @Nullable Instant departsAt,
            Instant cutOffAt,
            boolean cancelled,
            long parcels,
            long left,
            long lines) {}

    /**
     * Pieces to fetch, or to put back.
     * @param lotCode null for SKUs that are not tracked by lot
     * @param bin null where nobody put them into one
     * @param known whether the books know where any are; else it is worth a look, and 0 is the answer when none is found
     */
    record Step(
            String lineId,
            String barcode,
            String skuCode,
            String goods,
            long pieces,
            @Nullable String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable String bin,
            boolean known) {}

    /**
     * What he holds in his hands.
     * @param scanned of the goods or their place; null for none
     * @param why null when all were found
     * @param lotCode of what was taken in place of what the line says; null for what it says
     * @param bin as above
     */
    record Fetched(
            long found,
            @Nullable String scanned,
            @Nullable Why why,
            @Nullable String lotCode,
            @Nullable String bin) {}

    /** How a line ended. */
    enum Ended {
        ALL,
        /** The rest lies elsewhere: it is on his list now. */
        ELSEWHERE,
        /** The parcel goes without the rest. */
        WITHOUT,
        /** Nothing is left in the parcel. */
        WITHDRAWN,
        /** Its parcel was withdrawn meanwhile: what was taken goes back. */
        CANCELLED
    }

    /** Departures for which parcels wait, the earliest cut-off first. @throws org.cunlu.kernel.problem.ProblemException not found, also for another's node */
    List<Due> due(Caller caller, String node);

    /**
     * Releases what waits for one departure.
     * @return id of the wave
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code nothing-due}
     */
    String release(
            Caller caller,
            String node,
            @Nullable String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable String key);

    /** The newest first. */
    Page<Round> rounds(Caller caller, String node, @Nullable String cursor, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException not found, also for another node's */
    Round round(Caller caller, String waveId);

    /** What he has of a wave, in walking order; nothing is taken by looking. */
    List<Step> mine(Caller caller, String waveId);

    /** He takes the next lines when he has none. Safe to repeat. @throws org.cunlu.kernel.problem.ProblemException 409 {@code wave-over} */
    void take(Caller caller, String waveId);

    /**
     * @param key the same again has no second effect
     * @throws org.cunlu.kernel.problem.ProblemException not found; 400 {@code more-than-asked}, {@code why-missing}; 409 {@code
     *     other-goods} when something else was scanned, {@code line-not-yours}, {@code lot-may-not-go}, {@code put-back-first}
     */
    Ended fetched(Caller caller, String waveId, String lineId, Fetched fetched, String key);

    /** What was picked for orders that want it no more, a piece of the list at a time: it may be empty with more behind it. */
    Page<Step> toPutBack(Caller caller, String node, @Nullable String cursor, int limit);

    /** Hands a line back to others, or puts what was picked for nobody back. @param bin where the pieces are put; null for where they stood */
    void giveBack(Caller caller, String lineId, @Nullable String bin, @Nullable String key);
}
