package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.LiveConsole;

/** What a session's people do to it, for the API and the pages alike. */
@Singleton
class Console implements LiveConsole {
    private final Planning planning;
    private final Hosting hosting;
    private final Airing airing;
    private final HostViews views;
    private final Idempotency idempotency;

    Console(Planning planning, Hosting hosting, Airing airing, HostViews views, Idempotency idempotency) {
        this.planning = planning;
        this.hosting = hosting;
        this.airing = airing;
        this.views = views;
        this.idempotency = idempotency;
    }

    /** What is asked, whole, so that one key cannot stand for two slots. */
    @Serdeable
    record MoreOf(String sessionId, String slotId, long pieces) {}

    /** The same of what is done to a slot. */
    @Serdeable
    record ActOf(String sessionId, String slotId) {}

    /** The same of a new slot. */
    @Serdeable
    record SlotOf(String sessionId, NewSlot slot) {}

    @Override
    public Page<SessionView> list(Caller caller, @Nullable String cursor, int limit) {
        return views.list(Host.of(caller), cursor, limit);
    }

    @Override
    public SessionView one(Caller caller, String sessionId) {
        return views.of(hosting.own(Host.of(caller), sessionId, "orders.live-look"));
    }

    @Override
    public SessionView plan(Caller caller, @Nullable String key, Plan plan) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                Planning.ACT,
                key,
                plan,
                SessionView.class,
                () -> views.of(planning.plan(host, plan)));
    }

    @Override
    public SlotView add(Caller caller, String sessionId, @Nullable String key, NewSlot slot) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-slot",
                key,
                new SlotOf(sessionId, slot),
                SlotView.class,
                () -> views.of(airing.add(host, sessionId, slot)));
    }

    @Override
    public SessionView start(Caller caller, String sessionId) {
        return views.of(hosting.start(Host.of(caller), sessionId));
    }

    @Override
    public SessionView end(Caller caller, String sessionId) {
        return views.of(hosting.end(Host.of(caller), sessionId));
    }

    @Override
    public SlotView onAir(Caller caller, String sessionId, String slotId, @Nullable String key) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-on-air",
                key,
                new ActOf(sessionId, slotId),
                SlotView.class,
                () -> views.of(airing.putOnAir(host, sessionId, slotId)));
    }

    @Override
    public SlotView offAir(Caller caller, String sessionId, String slotId, @Nullable String key) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-off-air",
                key,
                new ActOf(sessionId, slotId),
                SlotView.class,
                () -> views.of(airing.takeOffAir(host, sessionId, slotId)));
    }

    @Override
    public SlotView price(Caller caller, String sessionId, String slotId, long priceFen) {
        return views.of(airing.price(Host.of(caller), sessionId, slotId, priceFen));
    }

    @Override
    public SlotView stock(Caller caller, String sessionId, String slotId, @Nullable String key, long pieces) {
        Host host = Host.of(caller);
        return idempotency.once(
                host.accountId(),
                "orders.live-stock",
                key,
                new MoreOf(sessionId, slotId, pieces),
                SlotView.class,
                () -> views.of(airing.stock(host, sessionId, slotId, pieces)));
    }
}
