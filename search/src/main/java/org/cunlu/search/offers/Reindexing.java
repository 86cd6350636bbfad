package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Reindex;

/** Makes the index anew on the thread of who asks, when it is this instance's turn. */
@Singleton
class Reindexing implements Reindex {
    /** Two leases: whoever died with the turn has lost it by then. */
    private static final Duration TURN_WITHIN = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Turn turn;
    private final @Nullable Mending mending;

    Reindexing(Turn turn, @Nullable Mending mending) {
        this.turn = turn;
        this.mending = mending;
    }

    @Override
    public boolean anew() {
        if (mending == null) {
            return false;
        }
        waitForTurn();
        try {
            mending.rebuild();
            return true;
        } catch (IndexAway e) {
            throw ProblemException.of(503, "index-away", "搜索服务暂不可用 · The index is away", e.getMessage());
        } catch (Rebuilds.Stopped e) {
            throw ProblemException.of(409, "rebuild-stopped", "重建已被停止 · The rebuild was stopped", e.getMessage());
        } finally {
            turn.end();
        }
    }

    private void waitForTurn() {
        long begun = System.nanoTime();
        while (!turn.take()) {
            if (System.nanoTime() - begun > TURN_WITHIN.toNanos()) {
                throw busy("another instance works on it");
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw busy("interrupted");
            }
        }
    }

    private static ProblemException busy(String why) {
        return ProblemException.of(409, "index-busy", "索引正在维护 · The index is being worked on", why);
    }
}
