package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.LiveConsole.NewSlot;
import org.cunlu.orders.LiveShow.SlotState;
import org.cunlu.orders.LiveShow.State;
import org.cunlu.orders.LiveSlotOffAir;
import org.cunlu.orders.LiveSlotOnAir;
import org.cunlu.orders.live.SessionTable.Step;

/** What is done to the slots of a session: added, put on air once, priced within the floor, stocked, taken off. */
@Singleton
class Airing {
    private static final int SLOTS_MAX = 100;

    private final Hosting hosting;
    private final SessionTable sessions;
    private final SlotTable slots;
    private final SlotPlanning planning;
    private final Outbox outbox;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Airing(
            Hosting hosting,
            SessionTable sessions,
            SlotTable slots,
            SlotPlanning planning,
            Outbox outbox,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.hosting = hosting;
        this.sessions = sessions;
        this.slots = slots;
        this.planning = planning;
        this.outbox = outbox;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Runs in a transaction. */
    Slot add(Host host, String sessionId, NewSlot wanted) {
        return hosting.act(host, sessionId, "orders.live-slot", session -> {
            if (session.state() == State.ENDED) {
                throw LiveRefusals.ended();
            }
            List<Slot> there = slots.ofSessions(List.of(sessionId));
            if (there.size() >= SLOTS_MAX) {
                throw LiveRefusals.tooMany(SLOTS_MAX);
            }
            Slot slot = planning.slot(host, session, wanted, there.size() + 1);
            Hosting.moved(sessions.touch(session));
            slots.insert(slot);
            hosting.done(session, slot.slotId(), Step.SLOT_ADDED, slot.pieces(), host.accountId(), clock.instant());
            trail.record(
                    host.accountId(),
                    "orders.live-slot",
                    slot.slotId(),
                    null,
                    slot.offerId() + " " + slot.priceFen() + " fen, floor " + slot.floorFen() + ", " + slot.pieces()
                            + " pieces");
            if (session.state() == State.ON_AIR) {
                hosting.keepApart(slot, slot.pieces(), host.accountId());
            }
            return slot;
        });
    }

    Slot putOnAir(Host host, String sessionId, String slotId) {
        return on(host, sessionId, slotId, "orders.live-on-air", (session, slot) -> {
            Instant now = clock.instant();
            if (slot.state() != SlotState.PLANNED) {
                throw slot.state() == SlotState.ON_AIR ? LiveRefusals.slotTwice() : LiveRefusals.slotOver();
            }
            if (session.onAirSlot() != null) {
                throw LiveRefusals.another(session.onAirSlot());
            }
            if (!slot.mayAir(now)) {
                throw LiveRefusals.window();
            }
            planning.checkOnSale(slot.offerId());
            Hosting.moved(sessions.putOnAir(session, slotId));
            Hosting.moved(slots.move(slotId, SlotState.PLANNED, SlotState.ON_AIR));
            hosting.done(session, slotId, Step.ON_AIR, slot.priceFen(), host.accountId(), now);
            outbox.append(new LiveSlotOnAir(sessionId, slotId, slot.offerId(), slot.priceFen(), now));
            trail.record(host.accountId(), "orders.live-on-air", slotId, "PLANNED", "ON_AIR");
        });
    }

    Slot takeOffAir(Host host, String sessionId, String slotId) {
        return on(host, sessionId, slotId, "orders.live-off-air", (session, slot) -> {
            if (slot.state() != SlotState.ON_AIR) {
                throw LiveRefusals.slotNotOnAir();
            }
            off(session, slot, host.accountId());
            trail.record(host.accountId(), "orders.live-off-air", slotId, "ON_AIR", "OFF_AIR");
        });
    }

    private void off(Session session, Slot slot, String actor) {
        Instant now = clock.instant();
        Hosting.moved(sessions.takeOffAir(session, slot.slotId()));
        Hosting.moved(slots.move(slot.slotId(), SlotState.ON_AIR, SlotState.OFF_AIR));
        hosting.done(session, slot.slotId(), Step.OFF_AIR, null, actor, now);
        outbox.append(new LiveSlotOffAir(session.sessionId(), slot.slotId(), slot.offerId(), now));
    }

    /** Takes off what was on air longer than it may. @return how many by this call */
    int sweep(int limit) {
        int taken = 0;
        for (Slot slot : slots.overdue(clock.instant(), limit)) {
            taken += transactions.run(() -> {
                        Session session = sessions.lock(slot.sessionId()).orElseThrow();
                        boolean on = slot.slotId().equals(session.onAirSlot());
                        if (on) {
                            off(session, slot, "system");
                        }
                        return on;
                    })
                    ? 1
                    : 0;
        }
        return taken;
    }

    Slot price(Host host, String sessionId, String slotId, long priceFen) {
        return on(host, sessionId, slotId, "orders.live-price", (session, slot) -> {
            if (priceFen < slot.floorFen()) {
                throw LiveRefusals.priceUnderFloor(slot.floorFen());
            }
            if (priceFen > slot.listFen()) {
                throw LiveRefusals.invalid("priceFen", "price-above-list", "直播价高于原价 · Dearer than elsewhere");
            }
            living(slots.price(slotId, priceFen));
            changed(host, session, slot, Step.PRICED, slot.priceFen(), priceFen, "orders.live-price");
        });
    }

    /** The seller approves another floor. A host, who may not, is answered as if there were no such thing. */
    Slot floor(Host host, String sessionId, String slotId, long floorFen) {
        Session known = hosting.own(host, sessionId, "orders.live-floor");
        if (!host.sells(known.sellerCode())) {
            trail.refused(host.accountId(), "orders.live-floor", slotId, "not-found");
            throw ProblemException.notFound();
        }
        return on(host, sessionId, slotId, "orders.live-floor", (session, slot) -> {
            planning.checkFloor(floorFen, slot.listFen());
            if (slot.priceFen() < floorFen) {
                throw LiveRefusals.priceUnderFloor(floorFen);
            }
            living(slots.floor(slotId, floorFen));
            changed(host, session, slot, Step.FLOORED, slot.floorFen(), floorFen, "orders.live-floor");
        });
    }

    /** Runs in a transaction, together with the memory of its key. */
    Slot stock(Host host, String sessionId, String slotId, long pieces) {
        return on(host, sessionId, slotId, "orders.live-stock", (session, slot) -> {
            living(slots.add(slotId, pieces, SlotPlanning.PIECES_MAX));
            changed(host, session, slot, Step.STOCKED, slot.pieces(), slot.pieces() + pieces, "orders.live-stock");
            if (session.state() == State.ON_AIR) {
                hosting.keepApart(slot, pieces, host.accountId());
            }
        });
    }

    private void changed(Host host, Session session, Slot slot, Step what, long before, long after, String act) {
        Hosting.moved(sessions.touch(session));
        hosting.done(session, slot.slotId(), what, after, host.accountId(), clock.instant());
        trail.record(host.accountId(), act, slot.slotId(), Long.toString(before), Long.toString(after));
    }

    private static void living(int rows) {
        if (rows != 1) {
            throw LiveRefusals.slotOver();
        }
    }

    /** What is done to a slot of a session, both as they are under the lock. */
    private interface Act {
        void on(Session session, Slot slot);
    }

    private Slot on(Host host, String sessionId, String slotId, String act, Act work) {
        return hosting.act(host, sessionId, act, session -> {
            Slot slot = slots.find(sessionId, slotId).orElseThrow(ProblemException::notFound);
            if (session.state() == State.ENDED) {
                throw LiveRefusals.ended();
            }
            boolean airing = act.equals("orders.live-on-air") || act.equals("orders.live-off-air");
            if (airing && session.state() != State.ON_AIR) {
                throw LiveRefusals.notOnAir();
            }
            work.on(session, slot);
            return slots.find(sessionId, slotId).orElseThrow();
        });
    }
}
