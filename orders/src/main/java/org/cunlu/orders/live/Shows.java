package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShow.SlotState;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.LiveShows;

/** Sessions with their slots and what is left of each. */
@Singleton
class Shows implements LiveShows {
    private final SessionTable sessions;
    private final SlotTable slots;
    private final Allotments allotments;

    Shows(SessionTable sessions, SlotTable slots, Allotments allotments) {
        this.sessions = sessions;
        this.slots = slots;
        this.allotments = allotments;
    }

    @Override
    public Map<String, LiveShow> find(Collection<String> sessionIds) {
        return shows(sessions.find(sessionIds)).stream()
                .collect(Collectors.toMap(LiveShow::sessionId, Function.identity()));
    }

    @Override
    public List<LiveShow> current(int limit) {
        return shows(sessions.current(limit));
    }

    private List<LiveShow> shows(List<Session> found) {
        List<Slot> all = slots.ofSessions(found.stream().map(Session::sessionId).toList());
        var standing = allotments.standing(all.stream().map(Slot::slotId).toList());
        Map<String, List<Slot>> bySession = all.stream().collect(Collectors.groupingBy(Slot::sessionId));
        return found.stream()
                .map(session -> show(session, bySession.getOrDefault(session.sessionId(), List.of()), standing))
                .toList();
    }

    private static LiveShow show(Session session, List<Slot> slots, Map<String, List<Allotments.Standing>> standing) {
        return new LiveShow(
                session.sessionId(),
                session.title(),
                session.sellerCode(),
                session.startsAt(),
                session.endsAt(),
                session.streamUrl(),
                session.cover(),
                session.state(),
                session.onAirSlot(),
                next(session, slots),
                slots.stream()
                        .map(slot -> slot(session, slot, standing.getOrDefault(slot.slotId(), List.of())))
                        .toList());
    }

    private static @Nullable String next(Session session, List<Slot> slots) {
        return session.state() == State.ENDED
                ? null
                : slots.stream()
                        .filter(slot -> slot.state() == SlotState.PLANNED)
                        .map(Slot::slotId)
                        .findFirst()
                        .orElse(null);
    }

    private static LiveShow.Slot slot(Session session, Slot slot, List<Allotments.Standing> standing) {
        return new LiveShow.Slot(
                slot.slotId(),
                slot.slotNo(),
                slot.offerId(),
                slot.skuCode(),
                slot.name(),
                slot.listFen(),
                slot.priceFen(),
                slot.buyerLimit(),
                slot.state(),
                session.state() == State.PLANNED ? slot.pieces() : OnAir.left(standing),
                standing.stream().mapToLong(Allotments.Standing::drawn).sum());
    }
}
