package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * The bank's lines, and what nodes brought to the bank, in the operator's own county. Who operates another county is answered
 * as if nothing were there.
 */
public interface BankDesk {
    /** The act for which a second factor is asked for. */
    String LINES = "orders.bank-lines";

    int CHARACTERS_MAX = 5_000_000;

    /** What came of a file. @param again lines that were read before @param faults rows that say nothing */
    record Report(int matched, int unmatched, int again, List<RowFault> faults) {}

    /** A line that fits nothing. */
    record Line(String serial, LocalDate bookedOn, long fen, String reference, Instant readAt) {}

    /** Cash that a node brought to the bank, which has not told of it. */
    record Brought(String remittanceId, String node, long fen, String broughtBy, Instant broughtAt) {}

    /** Reads {@code serial,date,yuan,reference}; reading it again changes nothing. */
    Report read(Caller operator, String csv);

    /** By serial number. @param after of the last one seen; null for the first */
    Page<Line> unmatched(Caller operator, @Nullable String after, int limit);

    /** The oldest first. @param after of the last one seen; null for the first */
    Page<Brought> brought(Caller operator, @Nullable String after, int limit);

    /**
     * Somebody says whose an unmatched line is, another than who brought the cash.
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code second-person-needed}; 409 {@code line-does-not-fit}; not found
     */
    void settle(Caller operator, String serial, String remittanceId);
}
