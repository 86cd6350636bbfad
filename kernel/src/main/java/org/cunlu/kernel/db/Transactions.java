package org.cunlu.kernel.db;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionSystemException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a piece of work in one transaction, and the whole of it again when the database gave it up because of somebody
 * else: a deadlock rolls back all, a lock wait time-out only its statement, so both start from the beginning. Who has waited for
 * long is not made to wait again.
 */
@Singleton
public class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS_MAX = 6;
    /**
     * Whoever waited so long for a lock in vain is told to come again: six such waits would be a minute, each with a connection that
     * others need, while somebody who holds the lock stands still.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final TransactionOperations<Connection> transactions;
    private final ConnectionOperations<Connection> reading;
    private final Sql sql;

    Transactions(
            TransactionOperations<Connection> transactions,
            @Named(Sql.READS) ConnectionOperations<Connection> reading,
            Sql sql) {
        this.transactions = transactions;
        this.sql = sql;
        this.reading = reading;
    }

    /** Joins the transaction that is under way (and then never repeats by itself), or runs a new one. */
    public <T> T run(Supplier<T> work) {
        if (transactions.findTransactionStatus().isPresent()) {
            return work.get();
        }
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return new Attempt<>(work).written();
            } catch (RuntimeException e) {
                boolean again =
                        SqlFailure.in(e).map(SqlFailure::transientConflict).orElse(false);
                if (!again || attempt == ATTEMPTS_MAX || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw e;
                }
                LOG.debug("transaction given up by the database, attempt {}", attempt, e);
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(2L << attempt))
                                .toNanos());
            }
        }
    }

    /** A transaction whose work failed fails by that, also when its connection is gone and cannot even roll back. */
    private final class Attempt<T> {
        private final Supplier<T> work;
        private @Nullable RuntimeException failure;

        Attempt(Supplier<T> work) {
            this.work = work;
        }

        T written() {
            try {
                return transactions.executeWrite(status -> noted());
            } catch (TransactionSystemException e) {
                if (failure == null) {
                    throw e;
                }
                failure.addSuppressed(e);
                throw failure;
            }
        }

        private T noted() {
            try {
                return sql.sendingAll(work);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return null;
        });
    }

    /** Runs a transaction of its own, also where one is under way: what it writes stays whatever becomes of that one. */
    public void runApart(Runnable work) {
        transactions.execute(
                TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW),
                status -> sql.sendingAll(() -> {
                    work.run();
                    return null;
                }));
    }

    /**
     * Several reads on one connection; each sees what is committed when it runs. That needs no transaction, which would be
     * three statements more; one that is under way is joined.
     */
    public <T> T read(Supplier<T> work) {
        if (transactions.findTransactionStatus().isPresent()) {
            return work.get();
        }
        return reading.execute(ConnectionDefinition.DEFAULT, status -> work.get());
    }

    /** @throws IllegalStateException when no transaction is under way */
    public void require() {
        if (transactions.findTransactionStatus().isEmpty()) {
            throw new IllegalStateException("needs a transaction");
        }
    }

    /** @throws IllegalStateException when a transaction is under way: what is slow or stands outside has no place in one */
    public void requireNone() {
        if (transactions.findTransactionStatus().isPresent()) {
            throw new IllegalStateException("must not run in a transaction");
        }
    }
}
