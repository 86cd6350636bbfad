package org.cunlu.logistics.gateway;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.gateway.FileTable.Sent;
import org.cunlu.logistics.gateway.FileTable.Tally;

/**
 * What is sent at once is worked through once: its key is taken first, so that the same again, at once or after a crash, works on
 * the same file and finds its rows done.
 */
@Singleton
class Files {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,64}");

    private final FileTable table;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Files(FileTable table, Transactions transactions, Trail trail, Ids ids, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** What came of working through it. */
    record Worked(Tally tally, List<RowFault> faults) {}

    /**
     * @param key the sender's own, 8 to 64 visible ASCII characters
     * @param content all of it
     * @param work on rows, each safe to repeat, in transactions of its own
     * @throws ProblemException 400 {@code key-invalid}; 409 {@code key-reused} for other content
     */
    Sent once(
            Caller caller,
            Node node,
            Carrier carrier,
            Kind kind,
            String key,
            String content,
            Function<Sent, Worked> work) {
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.invalid(
                    "key", "key-invalid", "批次号应为 8–64 位可见字符 · The key is 8 to 64 visible ASCII characters");
        }
        byte[] hash = hash(content);
        Sent sent = begun(caller, node, carrier, kind, key, hash);
        if (!sent.same(hash, carrier.code())) {
            throw ProblemException.of(409, "key-reused", "此批次号已用于另一份内容 · This key was used for other content", null);
        }
        if (sent.tally() != null) {
            return sent;
        }
        Worked worked = work.apply(sent);
        transactions.run(() -> {
            if (table.finish(sent, worked.tally(), worked.faults(), clock.instant())) {
                trail.record(
                        caller.accountId(),
                        kind == Kind.GIVEN ? "logistics.gateway-given" : "logistics.gateway-tracking",
                        sent.fileId(),
                        null,
                        carrier.code() + " " + worked.tally().applied() + "/"
                                + worked.tally().rows());
            }
        });
        return table.find(sent.fileId()).orElseThrow();
    }

    private Sent begun(Caller caller, Node node, Carrier carrier, Kind kind, String key, byte[] hash) {
        var known = table.byKey(node.code(), kind, key);
        if (known.isPresent()) {
            return known.get();
        }
        var sent = new Sent(
                ids.next(),
                node.countyCode(),
                node.code(),
                carrier.code(),
                kind,
                hash,
                caller.accountId(),
                clock.instant(),
                null);
        try {
            transactions.run(() -> table.insert(sent, key));
            return sent;
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            return table.byKey(node.code(), kind, key).orElseThrow(() -> e);
        }
    }

    private static byte[] hash(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
