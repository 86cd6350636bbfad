package org.cunlu.orders.aftersales;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.aftersales.Moves.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests on whose turn passed without an answer. Days are the county's. */
@Singleton
class GoingOn {
    private static final Logger LOG = LoggerFactory.getLogger(GoingOn.class);
    private static final String ACTOR = "system";

    private final AfterTable table;
    private final Moves moves;
    private final Agreeing agreeing;
    private final Terms terms;
    private final Transactions transactions;
    private final Clock clock;

    GoingOn(AfterTable table, Moves moves, Agreeing agreeing, Terms terms, Transactions transactions, Clock clock) {
        this.table = table;
        this.moves = moves;
        this.agreeing = agreeing;
        this.terms = terms;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return how many were due */
    int goOn(int limit) {
        List<String> due = transactions.read(() -> table.due(clock.instant(), limit));
        for (String requestId : due) {
            try {
                transactions.run(() -> moves.locked(requestId).ifPresent(this::silent));
            } catch (RuntimeException e) {
                // The others go on; this one is tried again.
                LOG.warn("request {} could not go on", requestId, e);
            }
        }
        return due.size();
    }

    private void silent(Held held) {
        AfterSale request = held.request();
        if (request.dueAt() == null || clock.instant().isBefore(request.dueAt())) {
            return;
        }
        switch (request.state()) {
            case ASKED -> sellerSilent(held);
            case OFFERED, DECLINED, AWAITING_GOODS ->
                agreeing.end(held, State.LAPSED, Act.LAPSED, ACTOR, Notices.Kind.RETURN_LAPSED);
            default -> {
                // Nothing goes on by itself from there.
            }
        }
    }

    /** Whose seller says nothing gets what he asks for, unless it is much, or there is nothing to send instead. */
    private void sellerSilent(Held held) {
        AfterSale request = held.request();
        if (request.askedFen() <= terms.silenceFen() && request.kind() != Kind.EXCHANGE) {
            agreeing.grant(held, Act.ACCEPTED_BY_SILENCE, ACTOR);
            return;
        }
        AfterSale after = moves.step(
                request,
                request.to(State.DISPUTED, clock.instant().plus(terms.hearing())),
                Act.DISPUTED_BY_SILENCE,
                null,
                ACTOR);
        moves.tellSeller(after, Notices.Kind.RETURN_DISPUTED, request.askedFen());
    }

    /** Looks now and then; runs in every instance. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Job {
        private static final int BATCH = 100;

        private final GoingOn goingOn;

        Job(GoingOn goingOn) {
            this.goingOn = goingOn;
        }

        @Scheduled(fixedDelay = "5s", initialDelay = "7s")
        void run() {
            goingOn.goOn(BATCH);
        }
    }
}
