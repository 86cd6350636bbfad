package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NodeDesk;

/** Nodes and lines of the caller's own part of the county. */
@Controller("/api/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class DispatchController {
    private final NodeDesk nodes;
    private final NetworkWatch watch;
    private final OwnNodes own;

    DispatchController(NodeDesk nodes, NetworkWatch watch, OwnNodes own) {
        this.nodes = nodes;
        this.watch = watch;
        this.own = own;
    }

    /** @param under code of a node; it and all below it */
    @Get("/nodes")
    Page<NodeDesk.Listed> nodes(
            Caller caller,
            @Nullable @QueryValue String under,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return nodes.list(caller, under, cursor, limit);
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
