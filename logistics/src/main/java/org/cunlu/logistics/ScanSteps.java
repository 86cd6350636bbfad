package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.Scan;

/** What scans do to parcels and bags, once it is known who made them and that they were not answered before. */
public interface ScanSteps {
    /**
     * Applies scans one after the other, up to the first that is refused. Joins the caller's transaction, which must be rolled
     * back when one is.
     * @param keep takes the answers when all is done but what touches rows that everybody wants; not called when one is refused
     *     before
     */
    Ending apply(List<Call> calls, Consumer<List<Answered>> keep);

    /**
     * A well-formed scan by somebody who may work at its node.
     * @param at when it was made
     * @param recordedAt when we heard of it; never before
     * @param scanKey row of the scan
     */
    record Call(Scan scan, Node node, String actor, Instant at, Instant recordedAt, String scanKey) {}

    /**
     * How they ended.
     * @param answers one for each scan before the one that was refused
     * @param refused why the next one is; null when all are done
     */
    record Ending(List<Answered> answers, @Nullable Refused refused) {}

    /**
     * A scan that changes nothing.
     * @param code stable, kebab-case
     * @param title for people, Chinese first
     * @param anothers whether the thing is there, but not for whoever scans here
     */
    record Refused(String code, String title, boolean anothers) {}
}
