package org.cunlu.logistics.reservelink;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveBooks;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;

/** Files reports, opens levels to keys, and writes down each look. */
@Singleton
class Linkage {
    private static final String FILE = "logistics.reserve-report";
    private static final String LINK = "logistics.reserve-link";
    private static final List<String> HEADER = List.of(
            "holding", "holder", "programme", "commodity", "node", "until", "target_grams", "stock_grams", "entries");

    private final ReserveBooks books;
    private final LinkTable table;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Linkage(
            Optional<ReserveBooks> books,
            LinkTable table,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.books = books.orElse(null);
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /**
     * Files the stock at a day's end. With the same figures it is the one that is there; with others a new version, with its reason.
     * @throws ProblemException 400 {@code day-not-over}; 409 {@code report-filed-meanwhile}
     */
    Filed file(Caller caller, String level, LocalDate until, String why) {
        return attempt(caller, FILE, level, () -> {
            demand(caller, level, Role.RESERVE_OFFICER);
            if (!until.isBefore(CountyTime.date(clock.instant())) || !CountyTime.usual(until)) {
                throw ProblemException.invalid("until", "day-not-over", "该日还未结束 · That day is not over");
            }
            String csv = csv(level, until);
            String hash = sha256(csv);
            Optional<Filed> before = table.newest(county, level, until);
            if (before.filter(each -> each.sha256().equals(hash)).isPresent()) {
                return before.get();
            }
            var made = new Filed(
                    ids.next(), level, until, before.map(Filed::version).orElse(0) + 1, why, hash, clock.instant());
            try {
                table.insert(county, made, csv, caller.accountId());
            } catch (SqlFailure e) {
                throw e.duplicate()
                        ? ProblemException.of(
                                409, "report-filed-meanwhile", "刚有人上报 · Somebody filed it meanwhile", null)
                        : e;
            }
            trail.record(
                    caller.accountId(),
                    FILE,
                    made.reportId(),
                    before.map(each -> "version " + each.version()).orElse(null),
                    "version " + made.version() + ": " + why);
            return made;
        });
    }

    private String csv(String level, LocalDate until) {
        List<Contract> contracts = books == null ? List.of() : books.contracts(level, until, until);
        Map<String, List<Entry>> entries = contracts.isEmpty()
                ? Map.of()
                : books.entries(contracts.stream().map(Contract::contractId).toList(), until).stream()
                        .collect(Collectors.groupingBy(Entry::contractId));
        var text = new CsvText().line(HEADER);
        for (Contract each : contracts) {
            List<Entry> of = entries.getOrDefault(each.contractId(), List.of());
            text.line(List.of(
                    each.holdingCode(),
                    each.holderName(),
                    each.programme(),
                    each.commodity(),
                    each.nodeCode(),
                    until,
                    each.targetGrams(),
                    of.stream().mapToLong(Entry::grams).sum(),
                    of.size()));
        }
        return text.toString();
    }

    /** Repeating it changes nothing. */
    void open(Caller caller, String level, String keyId) {
        attempt(caller, LINK, keyId, () -> {
            demand(caller, level, Role.RESERVE_AUTHORITY);
            if (table.open(county, level, keyId, caller.accountId(), clock.instant())) {
                trail.record(caller.accountId(), LINK, keyId, null, level);
            }
            return keyId;
        });
    }

    void shut(Caller caller, String level, String keyId) {
        attempt(caller, LINK, keyId, () -> {
            demand(caller, level, Role.RESERVE_AUTHORITY);
            if (table.shut(county, level, keyId)) {
                trail.record(caller.accountId(), LINK, keyId, level, null);
            }
            return keyId;
        });
    }

    /** Of the levels that were opened to the key; the look is written down. */
    List<Filed> list(String keyId, @Nullable String before, int limit) {
        return transactions.run(() -> {
            List<String> levels = table.levels(county, keyId);
            levels.forEach(level -> table.looked(ids.next(), keyId, level, null, clock.instant()));
            return table.page(county, levels, before, limit);
        });
    }

    /** @throws ProblemException 404 also for another level's */
    String read(String keyId, String reportId) {
        return transactions.run(() -> {
            Filed filed = table.find(county, Ids.isId(reportId) ? reportId : "?")
                    .filter(each -> table.levels(county, keyId).contains(each.levelCode()))
                    .orElseThrow(ProblemException::notFound);
            table.looked(ids.next(), keyId, filed.levelCode(), reportId, clock.instant());
            return table.csv(reportId);
        });
    }

    private static void demand(Caller caller, String level, Role role) {
        if (!caller.scopes(role, Scope.Kind.LEVEL).contains(level)) {
            throw ProblemException.notFound();
        }
    }

    private <T> T attempt(Caller caller, String act, String subject, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException refused) {
            trail.refused(caller.accountId(), act, subject, refused.code());
            throw refused;
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
