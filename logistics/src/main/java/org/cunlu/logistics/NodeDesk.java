package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.StationShelves.Filled;

/** Nodes of the caller's own part of the county: read, changed, opened and closed. Another's is as absent as one that does not exist. */
public interface NodeDesk {
    /**
     * A node with its hours.
     * @param filled what waits there for recipients or comes for them, some seconds old; null where its room has no limit
     * @param full whether it is in no new promise for that reason
     */
    @Serdeable
    record Listed(Node node, Opening opening, @Nullable Filled filled, boolean full) {}

    /**
     * @param version to be sent with a change
     * @param keepers accounts that hold the role STATION_KEEPER there now
     * @param next steps that it may take, when nothing hinders them
     * @param life the steps it took, the first first
     */
    @Serdeable
    record Card(
            Node node, Opening opening, int version, List<String> keepers, List<Node.Status> next, List<Step> life) {}

    /** @param from null for the first */
    @Serdeable
    record Step(@Nullable Node.Status from, Node.Status to, String actor, String why, Instant at) {}

    /**
     * What closing a node means.
     * @param hindrances what must be gone before
     * @param lines that call there today or later; they will pass it by
     * @param supplies supply lines of it that have not ended; end them as well
     * @param villages that it serves now; the nearest station that is open to users will
     */
    @Serdeable
    record Outlook(
            String code,
            List<Found> hindrances,
            List<String> lines,
            List<SupplyLine> supplies,
            List<String> villages) {}

    /** A step of a node's life that was taken. */
    @Serdeable
    record Taken(String code, Node.Status status, int version) {}

    /** @param under code of a node; it and all below it; null for all that is his */
    Page<Listed> list(Caller caller, @Nullable String under, @Nullable String cursor, @Nullable Integer limit);

    Card card(Caller caller, String code);

    /** What closing it would take and move. */
    Outlook outlook(Caller caller, String code);

    /** @throws ProblemException 409 {@code node-changed}, {@code node-closed}, {@code gln-taken}, {@code class-in-use} */
    Card change(Caller caller, String code, NodeChange wish);

    /**
     * @param version that was seen
     * @param why for the history, 2 to 200 characters
     * @throws ProblemException 409 {@code node-changed}, {@code step-not-allowed}, {@code parent-closed}, {@code node-in-use},
     *     {@code suspended-just-now}
     */
    Taken step(Caller caller, @Nullable String key, String code, Node.Status to, int version, String why);
}
