package org.cunlu.kernel.keys;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.DataKey;
import org.cunlu.kernel.privacy.KeyBook;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Changes the keys of all sealed columns while every instance goes on working. */
@Singleton
public class KeyRing {
    private static final int FIELD_KEY = 1;
    private static final int SHOWN_MAX = 10;

    private final KeyBook book;
    private final List<SealedColumn> columns;
    private final SealedRows rows;
    private final Resealing resealing;
    private final Transactions transactions;
    private final Trail trail;
    private final Duration settle;

    /**
     * @param settle how long after a key was made its rotation ends at the earliest: every instance seals with it after one
     *     second, the rest is for transactions that were under way
     */
    KeyRing(
            KeyBook book,
            Collection<SealedColumn> columns,
            SealedRows rows,
            Resealing resealing,
            Transactions transactions,
            Trail trail,
            @Value("${cunlu.keys.settle:5s}") Duration settle) {
        this.book = book;
        this.columns = columns.stream()
                .sorted(Comparator.comparing(SealedColumn::title))
                .toList();
        this.rows = rows;
        this.resealing = resealing;
        this.transactions = transactions;
        this.trail = trail;
        this.settle = settle;
    }

    /** @return each key, 1 first, with what it holds */
    public List<KeyUse> list() {
        var counted = new LinkedHashMap<String, Map<Integer, Long>>();
        columns.forEach(column -> counted.put(column.title(), rows.perKey(column)));
        return book.all().stream()
                .map(key -> {
                    var held = new TreeMap<String, Long>();
                    counted.forEach((title, perKey) -> held.put(title, perKey.getOrDefault(key.number(), 0L)));
                    return new KeyUse(key, held);
                })
                .toList();
    }

    /**
     * Makes a new key, seals everything with it and retires the older ones. Stopped half way, the next run goes on with the
     * same key; rows that are written meanwhile are left to their own new seal.
     * @param actor for the trail
     */
    public Rotation rotate(String actor) {
        int number = activate(actor);
        long settledNanos = System.nanoTime() + settle.toNanos();
        var resealed = new TreeMap<String, Long>();
        columns.forEach(column -> resealed.put(column.title(), 0L));
        while (true) {
            boolean settled = System.nanoTime() - settledNanos >= 0;
            long changed = 0;
            var stuck = new ArrayList<String>();
            for (SealedColumn column : columns) {
                Resealing.Walk walk = resealing.walk(column, number);
                resealed.merge(column.title(), walk.resealed(), Long::sum);
                changed += walk.resealed();
                stuck.addAll(walk.stuck());
            }
            if (changed == 0 && settled) {
                return finished(actor, new Rotation(number, resealed, first(stuck)));
            }
            if (changed == 0) {
                LockSupport.parkNanos(Math.max(0, settledNanos - System.nanoTime()));
            }
        }
    }

    /**
     * Wraps the keys with the field key that is configured now.
     * @return how many
     * @throws ProblemException 409 {@code key-one-in-use} while a row was sealed with the field key itself
     */
    public int rewrap(String actor) {
        DataKey.State first = book.all().getFirst().state();
        String held = columns.stream()
                .filter(column -> rows.perKey(column).containsKey(FIELD_KEY))
                .map(SealedColumn::title)
                .collect(Collectors.joining(", "));
        if (first == DataKey.State.ACTIVE || !held.isEmpty()) {
            throw ProblemException.of(
                    409,
                    "key-one-in-use",
                    "1 号密钥即 field-key 本身，还在使用：请先运行 ./cunlu keys rotate"
                            + " · Key 1 is the field key itself and still in use: run ./cunlu keys rotate first",
                    held.isEmpty() ? null : held);
        }
        return transactions.run(() -> {
            int changed = book.rewrap();
            trail.record(actor, "kernel.keys-rewrapped", "keys", null, String.valueOf(changed));
            return changed;
        });
    }

    private int activate(String actor) {
        return transactions.run(() -> {
            int last = book.all().getLast().number();
            int number = book.activate();
            if (number != last) {
                trail.record(actor, "kernel.key-activated", "key " + number, String.valueOf(last), null);
            }
            return number;
        });
    }

    private Rotation finished(String actor, Rotation rotation) {
        long resealed =
                rotation.resealed().values().stream().mapToLong(Long::longValue).sum();
        transactions.run(() -> {
            if (rotation.complete()) {
                book.retireBefore(rotation.number());
            }
            trail.record(
                    actor,
                    rotation.complete() ? "kernel.keys-rotated" : "kernel.keys-rotation-stuck",
                    "key " + rotation.number(),
                    null,
                    resealed + " rows");
        });
        return rotation;
    }

    private static List<String> first(List<String> stuck) {
        return stuck.stream().limit(SHOWN_MAX).toList();
    }
}
