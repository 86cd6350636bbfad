package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Open programmes from memory: what another instance opens or closes is known here two seconds later. */
@Singleton
class ProgrammesOpen {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final ProgrammeTable table;
    private final Transactions transactions;
    private final WallTime wall;
    private final String countyCode;
    private volatile Read read = new Read(List.of(), Instant.MIN);

    ProgrammesOpen(
            ProgrammeTable table,
            Transactions transactions,
            WallTime wall,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.transactions = transactions;
        this.wall = wall;
        this.countyCode = countyCode;
    }

    private record Read(List<Programme> programmes, Instant until) {}

    /** @return those that run at this time, in order of id; what is taken of them may be out of date */
    List<Programme> at(Instant now) {
        Read known = read;
        if (!wall.now().isBefore(known.until())) {
            Instant until = wall.now().plus(KEPT);
            known = new Read(transactions.read(() -> table.open(countyCode)), until);
            read = known;
        }
        return known.programmes().stream()
                .filter(programme -> programme.runs(now))
                .toList();
    }

    void refresh() {
        read = new Read(List.of(), Instant.MIN);
    }
}
