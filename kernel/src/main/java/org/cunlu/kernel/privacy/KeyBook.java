package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

/** The keys of sealed columns for him who changes them: made here, never shown. */
@Singleton
public class KeyBook {
    /** It has to fit into the first byte of what is sealed. */
    private static final int NUMBER_MAX = 255;

    private final DataKeyTable table;
    private final Transactions transactions;
    private final List<KeyWrap> wraps;

    KeyBook(DataKeyTable table, Transactions transactions, Secrets secrets) {
        this.table = table;
        this.transactions = transactions;
        this.wraps = secrets.fieldKeys().stream().map(KeyWrap::new).toList();
    }

    /** @return by number, 1 first */
    public List<DataKey> all() {
        return transactions.read(() -> table.all().stream().map(this::shown).toList());
    }

    /**
     * Makes a new key with which everybody soon seals; where a rotation stopped half way, its key and not another one.
     * @throws ProblemException 409 {@code keys-used-up} after number 255
     */
    public int activate() {
        return transactions.run(() -> {
            List<DataKeyTable.Kept> kept = table.lock();
            int last = kept.getLast().number();
            boolean unfinished = kept.stream()
                            .filter(key -> key.state() == DataKey.State.ACTIVE)
                            .count()
                    > 1;
            if (unfinished) {
                return last;
            }
            if (last == NUMBER_MAX) {
                throw ProblemException.of(409, "keys-used-up", "密钥编号已用完 · All 255 key numbers are used up", null);
            }
            int next = last + 1;
            table.insert(next, wraps.getFirst().wrap(next, KeyWrap.newKey()));
            return next;
        });
    }

    /** From now on older keys open what they sealed, and a new rotation makes a new key. */
    public void retireBefore(int number) {
        transactions.require();
        table.retireBefore(number);
    }

    /**
     * Wraps all keys with the field key that were wrapped with the one before.
     * @return how many were wrapped anew; those that already were do not count
     * @throws ProblemException 409 {@code no-key-before} or {@code key-unknown}
     */
    public int rewrap() {
        transactions.require();
        if (wraps.size() == 1) {
            throw ProblemException.of(
                    409,
                    "no-key-before",
                    "请配置 cunlu.secrets.field-key-before · Configure cunlu.secrets.field-key-before",
                    null);
        }
        int changed = 0;
        for (DataKeyTable.Kept kept : table.lock()) {
            if (kept.wrapped() != null && unwrapped(wraps.getFirst(), kept).isEmpty()) {
                byte[] key = unwrapped(wraps.getLast(), kept).orElseThrow(() -> unknown(kept.number()));
                byte[] wrapped = wraps.getFirst().wrap(kept.number(), key);
                if (!table.rewrap(kept.number(), kept.wrapped(), wrapped)) {
                    throw new IllegalStateException("key " + kept.number() + " changed under its lock");
                }
                changed++;
            }
        }
        return changed;
    }

    private static ProblemException unknown(int number) {
        return ProblemException.of(
                409,
                "key-unknown",
                "密钥 " + number + " 用两个 field-key 都打不开 · Key " + number + " opens with neither field key",
                null);
    }

    private DataKey shown(DataKeyTable.Kept kept) {
        boolean opens = kept.wrapped() == null
                || wraps.stream().anyMatch(wrap -> unwrapped(wrap, kept).isPresent());
        return new DataKey(kept.number(), kept.state(), kept.createdAt(), opens);
    }

    private static Optional<byte[]> unwrapped(KeyWrap wrap, DataKeyTable.Kept kept) {
        return wrap.unwrap(kept.number(), kept.wrapped());
    }
}
