package org.cunlu.orders.remitting;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.remitting.RemittanceTable.BankLine;
import org.cunlu.orders.remitting.RemittanceTable.LineState;
import org.cunlu.orders.remitting.RemittanceTable.Remittance;
import org.cunlu.orders.remitting.RemittanceTable.State;

/**
 * A node brings cash to the bank under a number of ours, and the bank's line of that number and amount says that it arrived. A
 * line that fits nothing waits until somebody says whose it is.
 */
@Singleton
class Remitting {
    private static final String ACT = "orders.remittance";
    private static final Set<String> COLUMNS = Set.of("serial", "date", "yuan", "reference");
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{13}(?![0-9A-Z])");
    private static final BigDecimal MOST_YUAN = new BigDecimal("10000000");

    private final RemittanceTable table;
    private final Workplaces workplaces;
    private final Ledger ledger;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Remitting(
            RemittanceTable table,
            Workplaces workplaces,
            Ledger ledger,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.workplaces = workplaces;
        this.ledger = ledger;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** A request as it is compared with a repetition. */
    @Serdeable
    record Same(String node, long fen) {}

    /** What came of a file. @param again lines that were read before @param faults rows that say nothing */
    @Serdeable
    record Report(int matched, int unmatched, int again, List<RowFault> faults) {}

    /**
     * Only what came in from below: what lies in the node's own drawer is handed in first.
     * @throws ProblemException 409 {@code not-so-much-cash} with the fact {@code fen}
     */
    Remittance bring(Caller caller, String nodeCode, long fen, @Nullable String key) {
        String node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS).code();
        return idempotency.once(caller.accountId(), ACT, key, new Same(node, fen), Remittance.class, () -> {
            ledger.lockCash(node);
            // Before the books: what the bank tells of in between is taken off twice rather than not at all.
            long brought = table.brought(node);
            long there = ledger.cashToBankFen(node) - brought;
            if (fen > there) {
                throw ProblemException.of(409, "not-so-much-cash", "账上没有这么多收上来的现金 · Less cash came in there", null)
                        .fact("fen", Math.max(0, there));
            }
            var remittance =
                    new Remittance(ids.next(), node, fen, State.BROUGHT, caller.accountId(), clock.instant(), null);
            table.insert(county, remittance);
            trail.record(caller.accountId(), ACT, remittance.remittanceId(), null, fen + " fen of " + node);
            return remittance;
        });
    }

    List<Remittance> of(Caller caller, String nodeCode, String before, int limit) {
        String node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS).code();
        return table.of(node, before, limit);
    }

    /**
     * Reads a bank's file: {@code serial,date,yuan,reference}. Reading it again changes nothing. What the reader brought himself
     * stays unmatched: somebody else says that it arrived.
     */
    Report read(Caller caller, String csv) {
        own(caller, "bank-lines");
        CsvFile file = CsvFile.readOthers(new StringReader(csv), COLUMNS, Set.of());
        var lines = new ArrayList<BankLine>();
        for (CsvRow row : file.rows()) {
            line(file, row, lines);
        }
        int matched = 0;
        int again = 0;
        for (BankLine line : lines) {
            // One transaction each: a long file holds no locks for long, and what was read stays read.
            LineState state = transactions.run(() -> take(caller.accountId(), line));
            matched += state == LineState.MATCHED ? 1 : 0;
            again += state == null ? 1 : 0;
        }
        int read = matched;
        int known = again;
        transactions.run(() -> trail.record(
                caller.accountId(), "orders.bank-lines", county, null, lines.size() + " lines, " + read + " matched"));
        return new Report(
                read, lines.size() - read - known, known, file.faults().list());
    }

    private void line(CsvFile file, CsvRow row, List<BankLine> lines) {
        String serial = row.code("serial");
        LocalDate day = row.dateOrNull("date");
        BigDecimal yuan = row.decimal("yuan", new BigDecimal("0.01"), MOST_YUAN, 2);
        String reference = row.textOrNull("reference", 200);
        if (day == null && !row.bad()) {
            row.fault("date", "missing", "缺日期 · The day is missing");
        }
        if (!row.bad()) {
            lines.add(new BankLine(
                    serial,
                    day,
                    yuan.movePointRight(2).longValueExact(),
                    reference == null ? "" : reference,
                    LineState.UNMATCHED,
                    null,
                    clock.instant()));
        }
    }

    /** @return how it stands; null when it was read before */
    private @Nullable LineState take(String reader, BankLine line) {
        if (table.line(county, line.serial()).isPresent()) {
            return null;
        }
        String remittance = null;
        for (Matcher number = NUMBER.matcher(line.reference()); remittance == null && number.find(); ) {
            if (!brought(reader, number.group()) && book(number.group(), line.fen())) {
                remittance = number.group();
            }
        }
        var read = new BankLine(
                line.serial(),
                line.bookedOn(),
                line.fen(),
                line.reference(),
                remittance == null ? LineState.UNMATCHED : LineState.MATCHED,
                remittance,
                line.readAt());
        table.insert(county, read);
        return read.state();
    }

    private boolean brought(String who, String remittanceId) {
        return table.find(county, remittanceId)
                .filter(found -> found.broughtBy().equals(who))
                .isPresent();
    }

    /** @return false when it is no remittance of this amount, or arrived before */
    private boolean book(String remittanceId, long fen) {
        var found = table.find(county, remittanceId);
        if (found.isEmpty() || !table.match(remittanceId, fen, clock.instant())) {
            return false;
        }
        ledger.cashBanked(county, remittanceId, found.get().node(), fen);
        return true;
    }

    List<BankLine> unmatched(Caller caller, String after, int limit) {
        own(caller, "bank-lines");
        return table.unmatched(county, after, limit);
    }

    /** @return what nodes brought and the bank has not told of, the oldest first */
    List<Remittance> waiting(Caller caller, String after, int limit) {
        own(caller, "bank-lines");
        return table.waiting(county, after, limit);
    }

    /**
     * Somebody says whose an unmatched line is, another than who brought the cash.
     * @throws ProblemException 403 {@code second-person-needed}; 409 {@code line-does-not-fit}; not found
     */
    BankLine settle(Caller caller, String serial, String remittanceId) {
        own(caller, serial);
        return transactions.run(() -> {
            BankLine line = table.line(county, serial).orElseThrow(ProblemException::notFound);
            if (remittanceId.equals(line.remittanceId())) {
                return line;
            }
            if (brought(caller.accountId(), remittanceId)) {
                trail.refused(caller.accountId(), "orders.bank-lines", serial, "second-person-needed");
                throw ProblemException.of(
                        403, "second-person-needed", "须由另一人认领 · Somebody else must say that it arrived", null);
            }
            if (!book(remittanceId, line.fen()) || !table.settle(county, serial, remittanceId, caller.accountId())) {
                throw ProblemException.of(409, "line-does-not-fit", "金额或状态不符 · It does not fit this remittance", null);
            }
            trail.record(caller.accountId(), "orders.bank-lines", serial, "UNMATCHED", remittanceId);
            return table.line(county, serial).orElseThrow();
        });
    }

    private void own(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            trail.refused(caller.accountId(), ACT, subject, "not-found");
            throw ProblemException.notFound();
        }
    }
}
