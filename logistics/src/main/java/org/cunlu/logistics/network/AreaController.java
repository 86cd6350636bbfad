package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.SupplyLine;

/** Which station serves which village, and who supplies whom, in the caller's own part of the county. */
@Controller("/api/dispatch")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class AreaController {
    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2100;

    private final SupplyKeeping keeping;
    private final NetworkWatch watch;
    private final OwnNodes own;

    /** Why a station serves a village. */
    enum By {
        ASSIGNED,
        /** None is assigned, or the one that is does not serve now. */
        NEAREST,
        /** No station of the county serves now. */
        NOBODY
    }

    /**
     * @param assigned station that is to serve it; null when none is named
     * @param station that serves it now
     */
    @Serdeable
    record Area(
            String code,
            String name,
            String township,
            @Nullable String assigned,
            @Nullable String station,
            By by) {}

    /** @param station null for the nearest; @param was what was assigned when it was looked at */
    @Serdeable
    record Assignment(
            @Nullable @Size(max = 32) String station,
            @Nullable @Size(max = 32) String was) {}

    /** @param validTo the last day; null for ever */
    @Serdeable
    record Wish(
            @NotNull Programme programme,
            @NotNull @Size(max = 32) String supplier,
            @NotNull @Size(max = 32) String supplied,
            @NotNull LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    AreaController(SupplyKeeping keeping, NetworkWatch watch, OwnNodes own) {
        this.own = own;
        this.keeping = keeping;
        this.watch = watch;
    }

    /** @param under code of a node; villages of townships there */
    @Get("/villages")
    Page<Area> villages(
            Caller caller,
            @Nullable @QueryValue String under,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        Snapshot now = watch.snapshot();
        Reach reach = own.under(caller, under, now);
        int size = Page.limit(limit);
        Stream<Area> areas = now.tables().villages().values().stream()
                .filter(village -> DispatchController.after(cursor, village.code()))
                .filter(village -> covers(reach, village.township(), now))
                .map(village -> area(village, now));
        return Page.of(areas.limit(size + 1L).toList(), size, Area::code);
    }

    @Put("/villages/{code}/station")
    Area assign(Caller caller, String code, @Body @Valid Assignment body) {
        keeping.assign(caller, code, body.station(), body.was());
        Snapshot now = watch.snapshot();
        return area(now.tables().villages().get(code), now);
    }

    /** Lines by which nodes of the caller's are supplied. */
    @Get("/supply")
    Page<SupplyLine> supply(
            Caller caller,
            @Nullable @QueryValue String under,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        Snapshot now = watch.snapshot();
        Reach reach = own.under(caller, under, now);
        int size = Page.limit(limit);
        Stream<SupplyLine> lines = now.tables().supply().values().stream()
                .filter(line -> DispatchController.after(cursor, line.key()))
                .filter(line -> covers(reach, line.supplied(), now));
        return Page.of(lines.limit(size + 1L).toList(), size, SupplyLine::key);
    }

    /** Programme, both nodes and the first day name the line; the last day may be changed. */
    @Put("/supply")
    SupplyLine supply(Caller caller, @Body @Valid Wish body) {
        if (body.validFrom().getYear() < YEAR_MIN || body.validFrom().getYear() > YEAR_MAX) {
            throw ProblemException.invalid("validFrom", "out-of-range", "日期超出范围 · Not a day that anybody plans for");
        }
        var line = new SupplyLine(body.programme(), body.supplier(), body.supplied(), body.validFrom(), body.validTo());
        keeping.supply(caller, line);
        return line;
    }

    private static boolean covers(Reach reach, String code, Snapshot now) {
        Node node = now.map().nodes().get(code);
        return node != null && reach.covers(node);
    }

    private static Area area(Served village, Snapshot now) {
        Network.Village served = now.villages().get(village.code());
        String station = served == null ? null : served.stationCode();
        By by = station == null ? By.NOBODY : station.equals(village.ownStation()) ? By.ASSIGNED : By.NEAREST;
        return new Area(village.code(), village.name(), village.township(), village.ownStation(), station, by);
    }
}
