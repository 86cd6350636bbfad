package org.cunlu.kernel.idempotency;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;

@Singleton
class IdempotencyTable implements Idempotency {
    private static final Moment TAKEN = Moment.named("once.taken");
    private static final Moment COMMITTED = Moment.named("once.committed");
    private static final int KEY_LENGTH_MIN = 8;
    private static final int KEY_LENGTH_MAX = 64;

    private final Sql sql;
    private final Transactions transactions;
    private final RequestJson json;

    IdempotencyTable(Sql sql, Transactions transactions, RequestJson json) {
        this.sql = sql;
        this.transactions = transactions;
        this.json = json;
    }

    private record Memory(byte[] requestHash, String answer) {}

    /** Rolls back whatever surrounds it: somebody else holds the key. */
    private static final class RivalWasFirst extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RivalWasFirst() {
            super("the key is taken", null, false, false);
        }
    }

    @Override
    public <R> R once(String owner, String operation, String key, Object request, Class<R> answer, Supplier<R> effect) {
        // The quick way for a retry. It decides nothing: the unique key below does.
        Optional<R> known = remembered(owner, operation, key, request, answer);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            R answered = transactions.run(() -> {
                // The key is written before the effect, so that a rival waits here until this transaction has ended.
                take(owner, operation, key, json.hash(request));
                TAKEN.reached();
                R made = effect.get();
                sql.soon(
                        "UPDATE ker_idempotency SET answer = ? WHERE owner = ? AND operation = ? AND idem_key = ?",
                        json.write(made),
                        owner,
                        operation,
                        key);
                return made;
            });
            COMMITTED.reached();
            return answered;
        } catch (RivalWasFirst e) {
            return remembered(owner, operation, key, request, answer)
                    .orElseThrow(() -> new IllegalStateException("key is taken and has no answer: " + operation));
        }
    }

    @Override
    public <R> Optional<R> remembered(String owner, String operation, String key, Object request, Class<R> answer) {
        check(key);
        Optional<Memory> memory = sql.one(
                "SELECT request_hash, answer FROM ker_idempotency WHERE owner = ? AND operation = ? AND idem_key = ?",
                row -> new Memory(row.bytes("request_hash"), row.string("answer")),
                owner,
                operation,
                key);
        memory.ifPresent(found -> sameRequest(found, request));
        return memory.map(found -> json.read(found.answer(), answer));
    }

    @Override
    public void remember(String owner, String operation, String key, Object request, Object answer) {
        check(key);
        transactions.require();
        sql.soon(
                "INSERT INTO ker_idempotency (owner, operation, idem_key, request_hash, answer, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                owner,
                operation,
                key,
                json.hash(request),
                json.write(answer));
    }

    private void take(String owner, String operation, String key, byte[] hash) {
        try {
            sql.change(
                    "INSERT INTO ker_idempotency (owner, operation, idem_key, request_hash, created_at)"
                            + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))",
                    owner,
                    operation,
                    key,
                    hash);
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isPresent()) {
                throw new RivalWasFirst();
            }
            throw e;
        }
    }

    private void sameRequest(Memory memory, Object request) {
        if (!Arrays.equals(memory.requestHash(), json.hash(request))) {
            throw ProblemException.of(
                    409,
                    "key-reused",
                    "此幂等键已用于另一请求 · This key was used for another request",
                    "新请求请换新键 · Use a new key for a new request");
        }
    }

    private static void check(String key) {
        if (key == null) {
            throw ProblemException.invalid("Idempotency-Key", "key-missing", "缺少幂等键 · Idempotency-Key is missing");
        }
        boolean wellFormed = key.length() >= KEY_LENGTH_MIN
                && key.length() <= KEY_LENGTH_MAX
                && key.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!wellFormed) {
            throw ProblemException.invalid(
                    "Idempotency-Key",
                    "key-malformed",
                    "幂等键须为 8 至 64 个可见 ASCII 字符 · A key is 8 to 64 visible ASCII characters");
        }
    }
}
