package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the index for as long as the server runs: missing or of older fields, it is rebuilt; lost for a while, compared. */
@Singleton
@Requires(property = "cunlu.es.url")
class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final OfferIndex index;
    private final Mending mending;
    private final Turn turn;
    private final Asking asking;
    private final Gate gate;
    private final EsSettings settings;
    private final boolean mends;
    private volatile boolean stopping;
    private volatile boolean compareNow = true;
    private long compared;
    private boolean awaySaid;
    private Thread thread;

    /** @param mends false on instances that only ask */
    Keeper(
            OfferIndex index,
            Mending mending,
            Turn turn,
            Asking asking,
            Gate gate,
            EsSettings settings,
            @Value("${cunlu.schedulers.enabled:true}") boolean mends) {
        this.index = index;
        this.mending = mending;
        this.turn = turn;
        this.asking = asking;
        this.gate = gate;
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
            if (mends) {
                mendWhatIsWrong();
            }
            if (!gate.isOpen() && index.current()) {
                asking.probe();
                gate.open();
                LOG.info("search answers from the index");
            }
            awaySaid = false;
        } catch (IndexAway e) {
            gate.close();
            compareNow = true;
            if (!awaySaid) {
                LOG.warn("search answers from the database: {}", e.getMessage());
                LOG.debug("index away", e);
                awaySaid = true;
            }
        } catch (RuntimeException e) {
            gate.close();
            LOG.error("the index of offers cannot be kept", e);
        }
    }

    private void mendWhatIsWrong() {
        boolean current = index.current();
        if (current
                && !compareNow
                && System.nanoTime() - compared < settings.compareEvery().toNanos()) {
            return;
        }
        if (!turn.take()) {
            return;
        }
        try {
            if (!current) {
                gate.close();
                mending.rebuild();
                LOG.info("index of offers rebuilt");
            } else {
                int changed = mending.mend();
                if (changed < 0) {
                    mending.rebuild();
                }
                LOG.info("index of offers compared, {} differences", changed);
            }
            compareNow = false;
            compared = System.nanoTime();
        } finally {
            turn.end();
        }
    }
}
