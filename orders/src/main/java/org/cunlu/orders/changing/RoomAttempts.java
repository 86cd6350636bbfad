package org.cunlu.orders.changing;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.orders.PaidChange;

/** Tries a change again when departures that it needs are not known yet, or have just filled up. */
@Singleton
class RoomAttempts {
    /** Under one request. */
    private static final int ATTEMPTS_MAX = 5;

    private final DepartureRoom room;

    RoomAttempts(DepartureRoom room) {
        this.room = room;
    }

    /** @param attempt a transaction of its own @throws ProblemException 409 {@code departure-full} */
    <T> T until(Supplier<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.get();
            } catch (PaidChange.NoRoom e) {
                if (tried == ATTEMPTS_MAX) {
                    throw ProblemException.of(
                            409, "departure-full", "班次已被订满 · Others took the room", "请稍后再试 · Try again later");
                }
                room.prepare(e.legs());
                room.refresh(e.legs());
            }
        }
    }
}
