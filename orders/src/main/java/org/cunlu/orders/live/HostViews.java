package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.LiveConsole.SessionView;
import org.cunlu.orders.LiveConsole.SlotView;

/** Sessions as those who run them see them. */
@Singleton
class HostViews {
    private final SessionTable sessions;
    private final SlotTable slots;
    private final SalesTable sales;
    private final Allotments allotments;

    HostViews(SessionTable sessions, SlotTable slots, SalesTable sales, Allotments allotments) {
        this.sessions = sessions;
        this.slots = slots;
        this.sales = sales;
        this.allotments = allotments;
    }

    Page<SessionView> list(Host host, @Nullable String cursor, int limit) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw LiveRefusals.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not valid");
        }
        if (host.shops().isEmpty()) {
            return new Page<>(List.of(), null);
        }
        // Who only hosts sees his own; who sells sees his shops' and, in others' shops where he hosts, his own too.
        List<Session> found = host.hosts().isEmpty() || host.sells().containsAll(host.hosts())
                ? sessions.ofShops(host.shops(), null, cursor, limit + 1)
                : host.sells().isEmpty()
                        ? sessions.ofShops(host.shops(), host.accountId(), cursor, limit + 1)
                        : sessions.ofShops(host.shops(), null, cursor, limit + 1).stream()
                                .filter(host::may)
                                .toList();
        return Page.of(
                found.stream()
                        .map(session -> view(session, List.of(), Map.of()))
                        .toList(),
                limit,
                SessionView::sessionId);
    }

    SessionView of(Session session) {
        return view(session, slots.ofSessions(List.of(session.sessionId())), sales.of(session.sessionId()));
    }

    SlotView of(Slot slot) {
        return view(slot, allotments.standing(List.of(slot.slotId())), Map.of());
    }

    private SessionView view(Session session, List<Slot> all, Map<String, SalesTable.Sold> sold) {
        var standing = allotments.standing(all.stream().map(Slot::slotId).toList());
        return new SessionView(
                session.sessionId(),
                session.sellerCode(),
                session.hostId(),
                session.title(),
                session.startsAt(),
                session.endsAt(),
                session.streamUrl(),
                session.cover(),
                session.hostBps(),
                session.station(),
                session.stationBps(),
                session.state(),
                session.onAirSlot(),
                all.stream().map(slot -> view(slot, standing, sold)).toList());
    }

    private static SlotView view(
            Slot slot, Map<String, List<Allotments.Standing>> standing, Map<String, SalesTable.Sold> sold) {
        List<Allotments.Standing> kept = standing.getOrDefault(slot.slotId(), List.of());
        SalesTable.Sold sales = sold.get(slot.slotId());
        return new SlotView(
                slot.slotId(),
                slot.slotNo(),
                slot.offerId(),
                slot.skuCode(),
                slot.nodeCode(),
                slot.name(),
                slot.listFen(),
                slot.priceFen(),
                slot.floorFen(),
                slot.pieces(),
                slot.buyerLimit(),
                slot.airsFrom(),
                slot.airsUntil(),
                slot.state(),
                kept.stream().mapToLong(Allotments.Standing::drawn).sum(),
                kept.stream().mapToLong(Allotments.Standing::freed).sum(),
                sales == null ? 0 : sales.fen(),
                sales == null ? 0 : sales.hostFen(),
                sales == null ? 0 : sales.stationFen());
    }
}
