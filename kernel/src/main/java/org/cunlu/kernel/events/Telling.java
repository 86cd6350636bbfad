package org.cunlu.kernel.events;

import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.id.Ids;

/** Writes facts beside what made them true, and rings for the relay when both are committed. */
@Singleton
class Telling implements Outbox {
    private final OutboxTable outbox;
    private final TransactionOperations<Connection> transactions;
    private final JsonMapper mapper;
    private final Ids ids;
    private final Clock clock;
    private final Bell bell;
    private final List<Overhearing> overhearing;
    private final String county;

    Telling(
            OutboxTable outbox,
            TransactionOperations<Connection> transactions,
            JsonMapper mapper,
            Ids ids,
            Clock clock,
            Bell bell,
            Collection<Overhearing> overhearing,
            @Value("${cunlu.county.code}") String county) {
        this.outbox = outbox;
        this.transactions = transactions;
        this.mapper = mapper;
        this.ids = ids;
        this.clock = clock;
        this.bell = bell;
        this.overhearing = List.copyOf(overhearing);
        this.county = county;
    }

    @Override
    public void append(Event event) {
        appendAll(List.of(event));
    }

    @Override
    public void appendAll(Collection<? extends Event> events) {
        TransactionStatus<?> transaction = transactions
                .findTransactionStatus()
                .orElseThrow(() -> new IllegalStateException("an event needs the transaction of its fact"));
        List<? extends Event> facts = List.copyOf(events);
        List<Told> told = facts.stream().map(this::told).toList();
        outbox.insert(told);
        overhear(facts, told);
        transaction.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    private void overhear(List<? extends Event> facts, List<Told> told) {
        if (overhearing.isEmpty()) {
            return;
        }
        var heard = new ArrayList<Overhearing.Overheard>();
        for (int i = 0; i < facts.size(); i++) {
            heard.add(new Overhearing.Overheard(
                    told.get(i).eventId(), facts.get(i), told.get(i).occurredAt()));
        }
        overhearing.forEach(each -> each.overhear(heard));
    }

    private Told told(Event event) {
        return new Told(
                ids.next(),
                event.topic(),
                Subscribers.checked(event.kind()),
                event.subject(),
                county,
                event.version(),
                payload(event),
                clock.instant());
    }

    private String payload(Event event) {
        try {
            return new String(mapper.writeValueAsBytes(event), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("event cannot be written, is it @Serdeable: " + event.topic(), e);
        }
    }
}
