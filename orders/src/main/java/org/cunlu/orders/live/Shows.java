package org.cunlu.orders.live;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShow.SlotState;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.LiveShows;

/**
 * Sessions with their slots and what is left of each. What cannot be bought is not shown as on air, whoever took it off sale: its
 * host, its time that is over, or catalog, where a suspended seller or a withdrawn product is known at once.
 */
@Singleton
class Shows implements LiveShows {
    private final SessionTable sessions;
    private final SlotTable slots;
    private final Allotments allotments;
    private final Offers offers;
    private final Clock clock;

    Shows(SessionTable sessions, SlotTable slots, Allotments allotments, Offers offers, Clock clock) {
        this.sessions = sessions;
        this.slots = slots;
        this.allotments = allotments;
        this.offers = offers;
        this.clock = clock;
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
        Set<String> onSale = onSale(all);
        Instant now = clock.instant();
        return found.stream()
                .map(session -> new View(session, onSale, now)
                        .show(bySession.getOrDefault(session.sessionId(), List.of()), standing))
                .toList();
    }

    /** @return offers of what is on air or to come that may be sold now */
    private Set<String> onSale(List<Slot> all) {
        Set<String> asked = all.stream()
                .filter(slot -> slot.state() == SlotState.PLANNED || slot.state() == SlotState.ON_AIR)
                .map(Slot::offerId)
                .collect(Collectors.toSet());
        return asked.isEmpty()
                ? Set.of()
                : offers.find(asked).values().stream()
                        .filter(Offer::onSale)
                        .map(Offer::id)
                        .collect(Collectors.toSet());
    }

    /** A session as it is at a moment. */
    private record View(Session session, Set<String> onSale, Instant now) {
        LiveShow show(List<Slot> slots, Map<String, List<Allotments.Standing>> standing) {
            return new LiveShow(
                    session.sessionId(),
                    session.title(),
                    session.sellerCode(),
                    session.startsAt(),
                    session.endsAt(),
                    session.streamUrl(),
                    session.cover(),
                    session.state(),
                    first(slots, SlotState.ON_AIR),
                    first(slots, SlotState.PLANNED),
                    slots.stream()
                            .map(slot -> slot(slot, standing.getOrDefault(slot.slotId(), List.of())))
                            .toList());
        }

        private @Nullable String first(List<Slot> slots, SlotState state) {
            return session.state() == State.ENDED
                    ? null
                    : slots.stream()
                            .filter(slot -> slot.state() == state && mayBeBought(slot))
                            .map(Slot::slotId)
                            .findFirst()
                            .orElse(null);
        }

        /** One that is to come later may be. */
        private boolean mayBeBought(Slot slot) {
            return onSale.contains(slot.offerId())
                    && !session.over(now)
                    && (slot.airsUntil() == null || now.isBefore(slot.airsUntil()));
        }

        private LiveShow.Slot slot(Slot slot, List<Allotments.Standing> standing) {
            boolean off = slot.state() == SlotState.ON_AIR && !mayBeBought(slot);
            return new LiveShow.Slot(
                    slot.slotId(),
                    slot.slotNo(),
                    slot.offerId(),
                    slot.skuCode(),
                    slot.name(),
                    slot.listFen(),
                    slot.priceFen(),
                    slot.buyerLimit(),
                    off ? SlotState.OFF_AIR : slot.state(),
                    session.state() == State.PLANNED ? slot.pieces() : OnAir.left(standing),
                    standing.stream().mapToLong(Allotments.Standing::drawn).sum());
        }
    }
}
