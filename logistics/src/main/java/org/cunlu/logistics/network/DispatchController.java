package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.StationShelves;
import org.cunlu.logistics.StationShelves.Filled;

/** Nodes and lines of the caller's own part of the county. */
@Controller("/api/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class DispatchController {
    private final NetworkWatch watch;
    private final OwnNodes own;
    private final StationShelves shelves;

    /**
     * A node with its hours.
     * @param filled what waits there for recipients or comes for them, some seconds old; null where its room has no limit
     * @param full whether it is in no new promise for that reason
     */
    @Serdeable
    record NodeWithHours(
            Node node, Opening opening, @Nullable Filled filled, boolean full) {}

    DispatchController(NetworkWatch watch, OwnNodes own, StationShelves shelves) {
        this.shelves = shelves;
        this.watch = watch;
        this.own = own;
    }

    /** @param under code of a node; it and all below it */
    @Get("/nodes")
    Page<NodeWithHours> nodes(
            Caller caller,
            @Nullable @QueryValue String under,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        Snapshot now = watch.snapshot();
        Reach reach = own.under(caller, under, now);
        int size = Page.limit(limit);
        Stream<NodeWithHours> nodes = now.tables().places().values().stream()
                .filter(place -> after(cursor, place.code()) && reach.covers(place.node()))
                .map(this::told);
        return Page.of(
                nodes.limit(size + 1L).toList(), size, each -> each.node().code());
    }

    private NodeWithHours told(Place place) {
        NodeProfile profile = place.node().profile();
        Filled filled =
                profile.parcelsMax() == null && profile.volumeMaxCm3() == null ? null : shelves.filled(place.code());
        return new NodeWithHours(place.node(), place.opening(), filled, filled != null && filled.full(profile));
    }

    /** Lines that call at a node of the caller's. @param under code of a node; lines that call at it or below it */
    @Get("/lines")
    Page<Line> lines(
            Caller caller,
            @Nullable @QueryValue String under,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        Snapshot now = watch.snapshot();
        Reach reach = own.under(caller, under, now);
        int size = Page.limit(limit);
        Stream<Line> lines = now.tables().lines().values().stream()
                .filter(line -> after(cursor, line.code()) && calls(line, reach, now));
        return Page.of(lines.limit(size + 1L).toList(), size, Line::code);
    }

    private static boolean calls(Line line, Reach reach, Snapshot now) {
        return line.stops().stream()
                .map(stop -> now.map().nodes().get(stop.nodeCode()))
                .anyMatch(node -> node != null && reach.covers(node));
    }

    /** Places and lines lie in the order of their codes, which is the cursor. */
    static boolean after(@Nullable String cursor, String code) {
        return cursor == null || code.compareTo(cursor) > 0;
    }
}
