package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Work at a gateway: what waits, what carriers have, what comes back, and what is sent at once. To who does not work there, and of
 * a node that is none, all of it answers 404.
 */
public interface GatewayWork {
    int FILE_MAX = 4_000_000;

    /** What was sent at once. */
    enum Kind {
        GIVEN,
        TRACKING
    }

    /** A parcel that no carrier has yet. @param inBag to be taken out of it before it is given away */
    @Serdeable
    record Waiting(String barcode, @Nullable String inBag, StorageClass storageClass, Instant promisedAt) {}

    /** A parcel that a carrier has. */
    @Serdeable
    record Away(String barcode, String carrier, String waybill, Instant givenAt, CarrierWord state, Instant stateAt) {}

    /**
     * What was sent at once.
     * @param finished false while it is worked through, or when that broke off: send it again
     * @param applied rows that made something new
     * @param known rows that said nothing new
     * @param faults rows that were refused, or kept without being understood; left out in lists
     */
    @Serdeable
    record Report(
            String fileId,
            Kind kind,
            String carrier,
            Instant at,
            boolean finished,
            int rows,
            int applied,
            int known,
            @Nullable List<RowFault> faults) {}

    /** A parcel with the carrier's number for it. */
    record Pair(String barcode, String waybill) {}

    /** Carriers that are set up in the gateway's county. */
    List<Carrier> carriers(Caller caller, String node);

    Page<Waiting> waiting(Caller caller, String node, @Nullable String cursor, @Nullable Integer limit);

    /** @param back those that carriers bring back; else those that are on their way to their recipients */
    Page<Away> away(Caller caller, String node, boolean back, @Nullable String cursor, @Nullable Integer limit);

    /** The newest first. */
    Page<Report> files(Caller caller, String node, Kind kind, @Nullable String cursor, @Nullable Integer limit);

    Report file(Caller caller, String fileId);

    /** @return code of the gateway from which it was sent */
    String nodeOf(Caller caller, String fileId);

    /**
     * Gives many parcels to a carrier; each row is answered on its own.
     * @param key the sender's own name of this list, 8 to 64 visible ASCII characters: the same again is the same list
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code key-invalid}; 409 {@code key-reused}
     */
    Report give(Caller caller, String node, String carrier, String key, List<Pair> rows);

    /** The same from a table with the columns {@code barcode} and {@code waybill}. */
    Report give(Caller caller, String node, String carrier, String key, String csv);

    /** A carrier's own tracking file, as text. */
    Report track(Caller caller, String node, String carrier, String key, String csv);

    /**
     * The same as its bytes: UTF-8, or GBK and GB 18030 as spreadsheets in China save them.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code file-too-large}
     */
    Report track(Caller caller, String node, String carrier, String key, byte[] file);
}
