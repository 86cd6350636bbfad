package org.cunlu.logistics.bins;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.bins.BinTable.Bin;

/** The register of bins. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class BinController {
    private final BinRegister register;
    private final BinTable table;
    private final StockBook book;
    private final Workplaces workplaces;

    BinController(BinRegister register, BinTable table, StockBook book, Workplaces workplaces) {
        this.register = register;
        this.table = table;
        this.book = book;
        this.workplaces = workplaces;
    }

    /** Bins of one's own node, by code. */
    @Get("/api/station/bins")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Page<Bin> bins(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 24) String cursor,
            @Nullable @QueryValue Integer limit) {
        var there = workplaces.own(caller, node, "logistics.bins-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        return Page.of(table.of(there, cursor, size + 1), size, Bin::code);
    }

    /** Registers bins of a hub or township; from the first one on, no other bin takes goods there. */
    @Put("/api/dispatch/bins")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Status(HttpStatus.NO_CONTENT)
    void set(Caller caller, @Body @Valid BinRegister.Order order) {
        register.set(caller, order);
    }

    /** Takes an empty bin out of the register. */
    @Delete("/api/dispatch/bins/{node}/{code}")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Status(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable @Size(max = 32) String node, @PathVariable @Size(max = 24) String code) {
        register.remove(caller, node, code, book);
    }
}
