package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** A dispatcher closes a node, a road or a line of his own part of the county, and opens it again. */
public interface ClosingWays {
    /**
     * What is to be closed.
     * @param kind NODE with {@code node}; ROAD with {@code node} and {@code other}, stops of a line that follow each other; LINE with
     *     {@code line}
     * @param from null for now @param until null until it is lifted
     * @param why for buyers and keepers, 2 to 200 characters
     */
    @Serdeable
    record Wish(
            Closure.Kind kind,
            @Nullable String node,
            @Nullable String other,
            @Nullable String line,
            @Nullable Instant from,
            @Nullable Instant until,
            String why) {}

    /**
     * What a closure would do.
     * @param parcels that would have to go another way, or wait @param more whether there are more than were counted
     * @param lines codes of lines that go that way, or call there
     * @param lying parcels that lie at the node, and would stay; 0 for roads and lines
     */
    record Foreseen(int parcels, boolean more, List<String> lines, int lying) {}

    /**
     * A closure, and what became of the parcels.
     * @param finished whether all that was affected has been looked at; it goes on by itself
     * @param rerouted parcels that go another way
     * @param waiting parcels without a way now, which are tried again
     * @param some barcodes of those, in order, at most 20
     * @param lying parcels that lie at the closed node: no vehicle takes them, and nobody collects them, until it is open; 0 for
     *     roads and lines
     */
    @Serdeable
    record Account(
            Closures.Closed closed, boolean finished, int rerouted, long waiting, List<String> some, int lying) {}

    /** Changes nothing. @throws ProblemException as {@link #close} */
    Foreseen foresee(Caller caller, Wish wish);

    /**
     * @param key the caller's own: the same again gives the same closure
     * @throws ProblemException {@code not-found} for what is unknown or another's; 400 {@code closure-invalid}, {@code
     *     no-such-road}, {@code reason-invalid}
     */
    Account close(Caller caller, @Nullable String key, Wish wish);

    /** Repeating it changes nothing. What was re-routed stays so; what waited for a way is tried at once. */
    Account lift(Caller caller, String id);

    Account read(Caller caller, String id);

    /** Those of the caller's own part of the county. @param standing only those that are neither lifted nor over */
    Page<Closures.Closed> list(Caller caller, boolean standing, @Nullable String cursor, int limit);
}
