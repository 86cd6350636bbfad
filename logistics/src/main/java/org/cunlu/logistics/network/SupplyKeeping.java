package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.SupplyLine;

/** Changes whom a station serves and who supplies whom, within the caller's own part of the tree. */
@Singleton
class SupplyKeeping {
    private static final String AREA = "logistics.service-area";
    private static final String SUPPLY = "logistics.supply-line";

    private final NetworkTables tables;
    private final NetworkWriting writing;
    private final NetworkWatch watch;
    private final OwnNodes own;
    private final Transactions transactions;
    private final Trail trail;

    SupplyKeeping(
            NetworkTables tables,
            NetworkWriting writing,
            NetworkWatch watch,
            OwnNodes own,
            Transactions transactions,
            Trail trail) {
        this.tables = tables;
        this.writing = writing;
        this.watch = watch;
        this.own = own;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * Says which station serves a village. Repeating it changes nothing.
     * @param station null for the nearest one
     * @param was what stood there when it was looked at
     * @throws ProblemException {@code not-found}; 409 {@code village-changed} with the fact {@code station},
     *     {@code node-closed}; 400 {@code station-unknown}
     */
    void assign(Caller caller, String village, @Nullable String station, @Nullable String was) {
        Served seen = watch.snapshot().tables().villages().get(village);
        if (seen == null) {
            throw ProblemException.notFound();
        }
        own.node(caller, seen.township(), AREA);
        if (station != null) {
            own.node(caller, station, AREA);
        }
        transactions.run(() -> {
            tables.lock();
            Tables before = tables.read();
            Served now = before.villages().get(village);
            if (now == null || !now.township().equals(seen.township())) {
                throw ProblemException.notFound();
            }
            if (same(now.ownStation(), station)) {
                return;
            }
            if (!same(now.ownStation(), was)) {
                throw ProblemException.of(
                                409,
                                "village-changed",
                                "服务片区刚被改动 · The service area was changed meanwhile",
                                "请刷新后重试 · Look at it again, then repeat")
                        .fact("station", String.valueOf(now.ownStation()));
            }
            mayServe(station, before);
            Tables after = before.copy();
            after.villages().put(village, now.by(station));
            writing.write(before, after);
            trail.record(caller.accountId(), AREA, village, now.ownStation(), station);
        });
        watch.tryRefresh();
    }

    private static void mayServe(@Nullable String station, Tables before) {
        if (station == null) {
            return;
        }
        Node node = before.places().get(station).node();
        if (node.tier() != Node.Tier.VILLAGE && node.tier() != Node.Tier.TOWNSHIP) {
            throw ProblemException.invalid(
                    "station", "station-unknown", "不是村站或乡镇站 · Not a station of a village or township");
        }
        if (node.status() == Node.Status.CLOSED) {
            throw ProblemException.of(409, "node-closed", "站点已关闭 · The station is closed", null);
        }
    }

    /**
     * Says that one node supplies another, or until when. Repeating it changes nothing.
     * @throws ProblemException {@code not-found}; 400 with a code of {@link SupplyRules}
     */
    void supply(Caller caller, SupplyLine line) {
        Node supplied = own.node(caller, line.supplied(), SUPPLY);
        // Whoever lies above it may supply it though he is not the caller's.
        if (!supplied.within(line.supplier())) {
            own.node(caller, line.supplier(), SUPPLY);
        }
        transactions.run(() -> {
            tables.lock();
            Tables before = tables.read();
            SupplyLine known = before.supply().get(line.key());
            if (line.equals(known)) {
                return;
            }
            SupplyRules.broken(line, before).ifPresent(rule -> {
                throw ProblemException.of(400, rule.code(), rule.title(), null);
            });
            Tables after = before.copy();
            after.supply().put(line.key(), line);
            writing.write(before, after);
            trail.record(
                    caller.accountId(),
                    SUPPLY,
                    line.supplied(),
                    known == null ? null : known.toString(),
                    line.toString());
        });
        watch.tryRefresh();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }
}
