package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Bills of payment gateways, held against our own payments. Differences are money tickets. */
public interface BillDesk {
    /** The act for which a second factor is asked for. */
    String LOAD = "orders.bill-loaded";

    /**
     * A gateway's bill of a day.
     * @param hash SHA-256 of its file, in hexadecimal
     * @param differences how many numbers differ between it and us
     * @param loadedBy who brought its file; {@code system} where the gateway itself gave it to us
     * @param replacedBy the version that counts instead; null for the newest
     */
    @Serdeable
    @Schema(name = "GatewayBill")
    record Bill(
            String billId,
            String countyCode,
            String gateway,
            LocalDate day,
            int version,
            String hash,
            int bytes,
            int lines,
            long paidFen,
            long backFen,
            int differences,
            @Nullable String replacedBy,
            String loadedBy,
            Instant loadedAt) {}

    /** @return codes of gateways that give out bills */
    List<String> gateways();

    /** Of the operator's own counties, the newest first. @param cursor id of a bill; null for the newest */
    Page<Bill> bills(Caller operator, @Nullable String cursor, int limit);

    /**
     * Has the gateway's bill of a day come, and compares it.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code day-not-over}; 503 {@code gateway-unavailable}
     */
    Bill fetch(Caller operator, String gateway, LocalDate day);

    /**
     * Takes the file as the gateway gives it out, and compares it, unless the gateway itself gave us one.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 400 {@code day-not-over}, {@code bill-unreadable}; 409 {@code
     *     bill-fetched}; 413
     */
    Bill take(Caller operator, String gateway, LocalDate day, byte[] file);
}
