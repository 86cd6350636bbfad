package org.cunlu.web.shop;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.LiveShows;

/** Live rooms as they are looked at and bought in: remembered for a moment, however many come at once. */
@Singleton
class Rooms {
    private static final int ID_MAX = 13;

    private final Remembered<String, Optional<LiveShow>> rooms;

    Rooms(LiveShows shows) {
        this.rooms = new Remembered<>(
                Duration.ofMillis(300),
                id -> Optional.ofNullable(shows.find(List.of(id)).get(id)));
    }

    /** @throws ProblemException 404 */
    LiveShow show(String sessionId) {
        return (sessionId.length() > ID_MAX ? Optional.<LiveShow>empty() : rooms.get(sessionId))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404, also for a slot of another session */
    static LiveShow.Slot slot(LiveShow show, String slotId) {
        return show.slots().stream()
                .filter(each -> each.slotId().equals(slotId))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
