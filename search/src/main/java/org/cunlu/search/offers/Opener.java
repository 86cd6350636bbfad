package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the gate once the index answers a searcher in time again. On a thread of its own, since making an index equal to the database
 * takes minutes after a large file, and one that lacks a little serves people better meanwhile than the plain list does.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Opener {
    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);
    /** An index that lacks more of every hundred offers is not shown before it is mended. */
    private static final int LACKING_MAX = 5;

    private static final int HUNDRED = 100;

    private final OfferIndex index;
    private final Published published;
    private final Asking asking;
    private final Gate gate;
    private @Nullable Thread thread;

    Opener(OfferIndex index, Published published, Asking asking, Gate gate) {
        this.index = index;
        this.published = published;
        this.asking = asking;
        this.gate = gate;
    }

    /** @throws IndexAway when it would keep a searcher waiting */
    void open() {
        if (answers()) {
            opened();
        }
    }

    private boolean answers() {
        if (gate.isOpen() || !index.usable()) {
            return false;
        }
        asking.probe();
        return true;
    }

    private void opened() {
        gate.open();
        LOG.info("search answers from the index");
    }

    /** From now on, if it does not yet. */
    synchronized void watch(Duration every) {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("offer-gate").start(() -> run(every));
        }
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(Duration every) {
        while (true) {
            try {
                Thread.sleep(every);
            } catch (InterruptedException e) {
                return;
            }
            look();
        }
    }

    private void look() {
        try {
            if (answers() && lacksLittle()) {
                opened();
            }
        } catch (IndexAway e) {
            LOG.debug("the index stays closed", e);
        } catch (RuntimeException e) {
            LOG.warn("whether the index answers could not be seen: {}", e.toString());
        }
    }

    private boolean lacksLittle() {
        long offers = published.sum().offers();
        long lacking = offers - index.sum().offers();
        return lacking * HUNDRED <= offers * LACKING_MAX;
    }
}
