package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.LiveConsole;
import org.cunlu.orders.LiveConsole.NewSlot;
import org.cunlu.orders.LiveConsole.Plan;
import org.cunlu.orders.LiveConsole.SessionView;
import org.cunlu.orders.LiveConsole.SlotView;

/** Live sessions of the caller: a seller's own shops', a host's own. */
@Controller("/api/seller/live")
@Secured({"SELLER", "LIVE_HOST"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class HostController {
    private final LiveConsole console;
    private final Airing airing;
    private final HostViews views;

    HostController(LiveConsole console, Airing airing, HostViews views) {
        this.console = console;
        this.airing = airing;
        this.views = views;
    }

    /** @param priceFen of a piece, from now on */
    @Serdeable
    record Price(@NotNull @Positive Long priceFen) {}

    /** @param floorFen below which no price may be set */
    @Serdeable
    record Floor(@NotNull @Positive Long floorFen) {}

    /** @param pieces to be added */
    @Serdeable
    record More(
            @NotNull @Positive @Max(LiveConsole.PIECES_MAX) Long pieces) {}

    /** The newest first. */
    @Get
    Page<SessionView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return console.list(caller, cursor, Page.limit(limit));
    }

    /** Plans a session. */
    @Post
    @Status(HttpStatus.CREATED)
    SessionView plan(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Plan plan) {
        return console.plan(caller, key, plan);
    }

    /** A session with its slots, what was sold in each, and whose share of it is how much. */
    @Get("/{sessionId}")
    SessionView one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return console.one(caller, sessionId);
    }

    /** Adds a slot behind the others; its stock is kept apart when the session begins, or at once when it has begun. */
    @Post("/{sessionId}/slots")
    @Status(HttpStatus.CREATED)
    SlotView add(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid NewSlot slot) {
        return console.add(caller, sessionId, key, slot);
    }

    /** Begins: the stock of all slots is kept apart, or nothing happens. */
    @Post("/{sessionId}/start")
    SessionView start(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return console.start(caller, sessionId);
    }

    /** Ends: what nobody bought is free again. */
    @Post("/{sessionId}/end")
    SessionView end(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return console.end(caller, sessionId);
    }

    /** Puts a slot on air, once; only one of a session is on air at a time. */
    @Post("/{sessionId}/slots/{slotId}/on-air")
    SlotView onAir(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key) {
        return console.onAir(caller, sessionId, slotId, key);
    }

    /** Takes it off for good. */
    @Post("/{sessionId}/slots/{slotId}/off-air")
    SlotView offAir(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key) {
        return console.offAir(caller, sessionId, slotId, key);
    }

    /** Changes the price, not below the floor. */
    @Put("/{sessionId}/slots/{slotId}/price")
    SlotView price(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Body @Valid Price price) {
        return console.price(caller, sessionId, slotId, price.priceFen());
    }

    /** The seller approves another floor. */
    @Put("/{sessionId}/slots/{slotId}/floor")
    SlotView floor(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Body @Valid Floor floor) {
        return views.of(airing.floor(Host.of(caller), sessionId, slotId, floor.floorFen()));
    }

    /** Adds stock. */
    @Post("/{sessionId}/slots/{slotId}/stock")
    SlotView stock(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid More more) {
        return console.stock(caller, sessionId, slotId, key, more.pieces());
    }
}
