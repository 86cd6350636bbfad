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
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;

/** Live sessions of the caller: a seller's own shops', a host's own. */
@Controller("/api/seller/live")
@Secured({"SELLER", "LIVE_HOST"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class HostController {
    private final Planning planning;
    private final Hosting hosting;
    private final Airing airing;
    private final HostViews views;
    private final Idempotency idempotency;

    HostController(Planning planning, Hosting hosting, Airing airing, HostViews views, Idempotency idempotency) {
        this.planning = planning;
        this.hosting = hosting;
        this.airing = airing;
        this.views = views;
        this.idempotency = idempotency;
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
            @NotNull @Positive @Max(SlotPlanning.PIECES_MAX) Long pieces) {}

    /** What is asked, whole, so that one key cannot stand for two slots. */
    @Serdeable
    record MoreOf(String sessionId, String slotId, long pieces) {}

    /** The same of what is done to a slot. */
    @Serdeable
    record ActOf(String sessionId, String slotId) {}

    /** The same of a new slot. */
    @Serdeable
    record SlotOf(String sessionId, SlotPlanning.NewSlot slot) {}

    /** The newest first. */
    @Get
    Page<HostViews.SessionView> list(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return views.list(Host.of(caller), cursor, Page.limit(limit));
    }

    /** Plans a session. */
    @Post
    @Status(HttpStatus.CREATED)
    HostViews.SessionView plan(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Planning.Plan plan) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                Planning.ACT,
                key,
                plan,
                HostViews.SessionView.class,
                () -> views.of(planning.plan(host, plan)));
    }

    /** A session with its slots, what was sold in each, and whose share of it is how much. */
    @Get("/{sessionId}")
    HostViews.SessionView one(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return views.of(hosting.own(Host.of(caller), sessionId, "orders.live-look"));
    }

    /** Adds a slot behind the others; its stock is kept apart when the session begins, or at once when it has begun. */
    @Post("/{sessionId}/slots")
    @Status(HttpStatus.CREATED)
    HostViews.SlotView add(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid SlotPlanning.NewSlot slot) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-slot",
                key,
                new SlotOf(sessionId, slot),
                HostViews.SlotView.class,
                () -> views.of(airing.add(host, sessionId, slot)));
    }

    /** Begins: the stock of all slots is kept apart, or nothing happens. */
    @Post("/{sessionId}/start")
    HostViews.SessionView start(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return views.of(hosting.start(Host.of(caller), sessionId));
    }

    /** Ends: what nobody bought is free again. */
    @Post("/{sessionId}/end")
    HostViews.SessionView end(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String sessionId) {
        return views.of(hosting.end(Host.of(caller), sessionId));
    }

    /** Puts a slot on air, once; only one of a session is on air at a time. */
    @Post("/{sessionId}/slots/{slotId}/on-air")
    HostViews.SlotView onAir(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-on-air",
                key,
                new ActOf(sessionId, slotId),
                HostViews.SlotView.class,
                () -> views.of(airing.putOnAir(host, sessionId, slotId)));
    }

    /** Takes it off for good. */
    @Post("/{sessionId}/slots/{slotId}/off-air")
    HostViews.SlotView offAir(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-off-air",
                key,
                new ActOf(sessionId, slotId),
                HostViews.SlotView.class,
                () -> views.of(airing.takeOffAir(host, sessionId, slotId)));
    }

    /** Changes the price, not below the floor. */
    @Put("/{sessionId}/slots/{slotId}/price")
    HostViews.SlotView price(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Body @Valid Price price) {
        return views.of(airing.price(Host.of(caller), sessionId, slotId, price.priceFen()));
    }

    /** The seller approves another floor. */
    @Put("/{sessionId}/slots/{slotId}/floor")
    HostViews.SlotView floor(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Body @Valid Floor floor) {
        return views.of(airing.floor(Host.of(caller), sessionId, slotId, floor.floorFen()));
    }

    /** Adds stock. */
    @Post("/{sessionId}/slots/{slotId}/stock")
    HostViews.SlotView stock(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String sessionId,
            @PathVariable @Size(max = 13) String slotId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid More more) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-stock",
                key,
                new MoreOf(sessionId, slotId, more.pieces()),
                HostViews.SlotView.class,
                () -> views.of(airing.stock(host, sessionId, slotId, more.pieces())));
    }
}
