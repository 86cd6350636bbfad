package org.cunlu.logistics.pickup;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.logistics.Workplaces;

/** The list with which a phone checks pickup codes where there is no network. */
@Singleton
class OfflineList implements OfflineCounter {
    private static final String ACT = "logistics.offline-list";
    private static final String SETTLED = "logistics.offline-hand-over";
    /** A shift. */
    private static final Duration GOOD_FOR = Duration.ofHours(8);

    private static final int PARCELS_MAX = 200;

    private final Workplaces workplaces;
    private final PickupCodes codes;
    private final SlowHashes hashes;
    private final ListKeys keys;
    private final ObjectMapper mapper;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    OfflineList(
            Workplaces workplaces,
            PickupCodes codes,
            SlowHashes hashes,
            ListKeys keys,
            ObjectMapper mapper,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.workplaces = workplaces;
        this.codes = codes;
        this.hashes = hashes;
        this.keys = keys;
        this.mapper = mapper;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Serdeable
    record Entry(String salt, String hash) {}

    @Serdeable
    record Listed(
            String node,
            String account,
            Instant issuedAt,
            Instant expiresAt,
            int iterations,
            Map<String, Entry> parcels) {}

    @Override
    public Taken take(Caller caller, String nodeCode) {
        String node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS).code();
        Map<String, String> waiting = transactions.read(() -> codes.at(node, PARCELS_MAX));
        // Outside any transaction: it takes some tenths of a second for each parcel that is new here.
        var made = hashes.of(node, waiting);
        var entries = new LinkedHashMap<String, Entry>();
        made.forEach((barcode, hash) -> entries.put(barcode, new Entry(hash.salt(), hash.hash())));
        Instant now = clock.instant();
        String list = text(new Listed(node, caller.accountId(), now, now.plus(GOOD_FOR), hashes.iterations(), entries));
        return new Taken(list, keys.sign(list), made.size() == waiting.size());
    }

    @Override
    public String publicKey() {
        return keys.publicKey();
    }

    @Override
    public Settled settle(Caller caller, Scan scan, ScanResult result, boolean checked) {
        var settled = Settled.of(checked, result.code() == null && result.outcome() != Outcome.REFUSED);
        boolean holds = settled == Settled.CONFIRMED || settled == Settled.PROVED_LATER;
        // The same sent again is REPEATED: it is written once.
        if (!holds
                && result.outcome() == Outcome.REFUSED
                && workplaces.hands(caller, scan.node()).isPresent()) {
            transactions.run(() -> trail.record(
                    caller.accountId(),
                    SETTLED,
                    scan.node(),
                    checked ? "PROVED" : "UNPROVED",
                    settled + " " + result.code() + " " + scan.scanId()));
        }
        return settled;
    }

    private String text(Listed list) {
        try {
            return mapper.writeValueAsString(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
