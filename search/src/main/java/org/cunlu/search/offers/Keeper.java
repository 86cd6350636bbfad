package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.search.IndexDesk;
import org.cunlu.search.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the index for as long as the server runs: missing or of older fields, it is rebuilt; away for a while or far
 * behind, it is compared with the database and made equal.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** Two glances apart by this long that both see a difference are no matter of a second's delay. */
    private static final Duration GLANCE_EVERY = Duration.ofSeconds(10);

    private final OfferIndex index;
    private final Published published;
    private final Documents documents;
    private final Mending mending;
    private final Rebuilds rebuilds;
    private final Turn turn;
    private final Opener opener;
    private final Gate gate;
    private final Words words;
    private final EsSettings settings;
    private final boolean mends;
    private volatile boolean stopping;
    private boolean compareNow = true;
    private long compared;
    private long glanced;
    private boolean differed;
    private int names;
    private boolean awaySaid;
    /** Since when the index is red; 0 while it is not. */
    private long redSince;

    private Thread thread;

    /** @param mends false on instances that only ask */
    Keeper(
            OfferIndex index,
            Published published,
            Documents documents,
            Mending mending,
            Rebuilds rebuilds,
            Turn turn,
            Opener opener,
            Gate gate,
            Words words,
            EsSettings settings,
            @Value("${cunlu.schedulers.enabled:true}") boolean mends) {
        this.index = index;
        this.published = published;
        this.documents = documents;
        this.mending = mending;
        this.rebuilds = rebuilds;
        this.turn = turn;
        this.opener = opener;
        this.gate = gate;
        this.words = words;
        this.settings = settings;
        this.mends = mends;
    }

    @EventListener
    synchronized void start(ServerStartupEvent event) {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("offer-index").start(this::run);
        }
    }

    @PreDestroy
    synchronized void stop() throws InterruptedException {
        stopping = true;
        opener.stop();
        if (thread != null) {
            thread.interrupt();
            thread.join(settings.patience().multipliedBy(10));
        }
    }

    private void run() {
        // The dictionaries take a second or two to load; nobody who searches shall wait for them.
        Tokens.beginnings("预热词典");
        while (!stopping) {
            look();
            try {
                Thread.sleep(settings.watch());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        try {
            words.refresh();
            Text.know(words.names());
            opener.watch(settings.watch());
            if (mends) {
                mendWhatIsWrong();
            }
            opener.open();
            awaySaid = false;
            redSince = 0;
        } catch (IndexAway e) {
            gate.close();
            if (!awaySaid) {
                LOG.warn("search answers from the database: {}", e.getMessage());
                LOG.debug("index away", e);
                awaySaid = true;
            }
            makeAnewWhatIsLost();
        } catch (RuntimeException e) {
            gate.close();
            LOG.error("the index of offers cannot be kept", e);
        }
    }

    /** @return whether the index has not caught up with the database between two glances, as after a large file */
    private boolean liesBehind() {
        if (System.nanoTime() - glanced < GLANCE_EVERY.toNanos()) {
            return false;
        }
        int now = documents.names();
        // A category's new name changes no offer's version: only the comparison sees what it changes.
        compareNow |= now != names;
        names = now;
        boolean differs = !index.sum().equals(published.sum());
        boolean still = differs && differed;
        glanced = System.nanoTime();
        differed = differs;
        return still || compareNow;
    }

    private boolean timeToCompare() {
        return compareNow
                || System.nanoTime() - compared > settings.compareEvery().toNanos()
                || liesBehind();
    }

    private void mendWhatIsWrong() {
        boolean current;
        try {
            current = index.current();
        } catch (IndexAway e) {
            // Whatever was written while it is away is compared when it is back.
            compareNow = true;
            throw e;
        }
        var rebuild = rebuilds.progress();
        boolean anew = rebuild.wanted() || (!current && !stopped(rebuild));
        if ((!anew && !timeToCompare()) || !turn.take()) {
            return;
        }
        try {
            if (anew || mended() < 0) {
                makeAnew();
            }
            compareNow = false;
            compared = System.nanoTime();
        } finally {
            turn.end();
        }
    }

    /** @return whether an operator has ended making just this one; he may want it again, and a further change begins it anew */
    private boolean stopped(IndexDesk.Progress rebuild) {
        return rebuild.state() == IndexDesk.Rebuilding.STOPPED && index.chain().equals(rebuild.chain());
    }

    private int mended() {
        int differences = mending.mend();
        if (differences > 0) {
            LOG.info("index of offers mended, {} differences", differences);
        }
        return differences;
    }

    /** The one that is there answers meanwhile, if it can. */
    private void makeAnew() {
        if (!index.usable()) {
            gate.close();
        }
        try {
            mending.rebuild();
            LOG.info("index of offers rebuilt");
        } catch (Rebuilds.Stopped e) {
            LOG.info("rebuild of the index of offers: {}", e.getMessage());
        }
    }

    /** What the server has lost comes back by itself when it has it elsewhere, and else never. */
    private void makeAnewWhatIsLost() {
        try {
            if (!mends || !index.red()) {
                redSince = 0;
                return;
            }
            redSince = redSince == 0 ? System.nanoTime() : redSince;
            if (System.nanoTime() - redSince > settings.redAfter().toNanos() && turn.take()) {
                LOG.warn("the index of offers is red and made anew");
                try {
                    makeAnew();
                } finally {
                    turn.end();
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("index away", e);
        }
    }
}
