package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Statements as shops and live hosts read their own. Another's is answered as one that does not exist. A shop may be left out
 * when the caller has the right to the money of one only.
 */
public interface OwnStatements {
    /**
     * A statement. Amounts are fen; above 0 is the party's.
     * @param from first day @param until last day
     * @param closingFen opening and lines together
     * @param payableFen of that, what may be paid out
     */
    @Serdeable
    record View(
            String statementId,
            int periodNo,
            LocalDate from,
            LocalDate until,
            Party.Kind kind,
            String party,
            long openingFen,
            long linesFen,
            long closingFen,
            long payableFen,
            int lines) {}

    /**
     * What one journal moved.
     * @param goodsFen of a sale, what the buyer paid for the goods
     * @param discountFen what others paid of the price
     * @param commissionFen taken off, tax included
     * @param rules by which commission was reckoned, line by line; empty unless it is a sale
     * @param parcels of the order
     */
    @Serdeable
    record LineView(
            int lineNo,
            Instant postedAt,
            String kind,
            String journalId,
            String cause,
            @Nullable String orderId,
            long goodsFen,
            long discountFen,
            long commissionFen,
            long taxFen,
            long liveFen,
            long amountFen,
            long payableFen,
            List<Rule> rules,
            List<String> parcels) {}

    /** A rule of commission by which a line of an order was reckoned.
     * @param lineNo of the order
     * @param version set of rules, 0 when the county had set none @param rule of it, 0 for the ordinary share
     */
    @Serdeable
    record Rule(int lineNo, String name, String category, int version, int rule, long commissionFen) {}

    /** A shop's, the newest first. @param before number of a period; null for the newest */
    Page<View> ofShop(Caller caller, @Nullable String shop, @Nullable Integer before, int limit);

    View oneOfShop(Caller caller, @Nullable String shop, String statementId);

    /** Its lines, in order of posting. @param after number of a line; null for the first */
    Page<LineView> linesOfShop(
            Caller caller, @Nullable String shop, String statementId, @Nullable Integer after, int limit);

    /** @return all of it as CSV that no spreadsheet takes for formulas */
    byte[] fileOfShop(Caller caller, @Nullable String shop, String statementId);

    /** What a live host is owed for his sessions, the newest first. */
    Page<View> ofHost(Caller caller, @Nullable Integer before, int limit);

    View oneOfHost(Caller caller, String statementId);

    Page<LineView> linesOfHost(Caller caller, String statementId, @Nullable Integer after, int limit);

    byte[] fileOfHost(Caller caller, String statementId);
}
