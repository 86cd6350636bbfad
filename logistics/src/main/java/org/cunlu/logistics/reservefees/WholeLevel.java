package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.reservefees.Statement.State;

/**
 * Reckons a period for all holdings of a level at once. They are taken in portions, each a transaction of its own, so that nobody
 * waits for long to book; what was broken off is gone on with by asking again.
 */
@Singleton
class WholeLevel {
    private static final String ACT = "logistics.reserve-statement-run";
    private static final int PORTION = 250;
    private static final int TOLD_MAX = 100;

    private final StatementTable table;
    private final StatementPartTable parts;
    private final Assessing assessing;
    private final Reach reach;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    WholeLevel(
            StatementTable table,
            StatementPartTable parts,
            Assessing assessing,
            Reach reach,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.parts = parts;
        this.assessing = assessing;
        this.reach = reach;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param code why it has no statement of this run */
    @Serdeable
    @Schema(name = "ReserveStatementLeftOut")
    record LeftOut(String holdingCode, String code) {}

    /**
     * What became of it.
     * @param drafted statements that are new @param unchanged that were there with the same inputs
     * @param signed holdings whose period a signed one covers @param days that the new ones explain
     * @param leftOut how many have none @param examples at most 100 of them
     */
    @Serdeable
    @Schema(name = "ReserveStatementRun")
    record Run(int drafted, int unchanged, int signed, long days, int leftOut, List<LeftOut> examples) {}

    private record Period(String by, String levelCode, LocalDate from, LocalDate until, String why) {}

    private record Drafted(Statement statement, List<Reckoned> lines) {}

    /**
     * @param programme null for all of the level
     * @throws ProblemException 400 {@code period-wrong}, {@code period-not-over}; 404 for another's level
     */
    Run draft(
            Caller caller, String levelCode, @Nullable String programme, LocalDate from, LocalDate until, String why) {
        Map<String, List<Contract>> contracts = reach.attempt(caller, ACT, levelCode, () -> {
            Reach.demand(caller, levelCode, Role.RESERVE_OFFICER);
            Statements.demandOver(from, until, CountyTime.date(clock.instant()));
            return assessing.contracts(levelCode, programme, from, until);
        });
        var period = new Period(caller.accountId(), levelCode, from, until, why);
        var codes = List.copyOf(contracts.keySet());
        var tally = new Tally();
        for (int start = 0; start < codes.size(); start += PORTION) {
            var some = new LinkedHashMap<String, List<Contract>>();
            codes.subList(start, Math.min(codes.size(), start + PORTION))
                    .forEach(code -> some.put(code, contracts.get(code)));
            tally.add(reach.attempt(caller, ACT, levelCode, () -> portion(period, some)));
        }
        return tally.run();
    }

    private Tally portion(Period period, Map<String, List<Contract>> contracts) {
        var tally = new Tally();
        var codes = List.copyOf(contracts.keySet());
        table.waitForTurns(period.levelCode(), codes);
        Map<String, List<Statement>> standing =
                table.standing(period.levelCode(), codes, period.from(), period.until()).stream()
                        .collect(Collectors.groupingBy(Statement::holdingCode));
        var last = table.versions(period.levelCode(), codes, period.from(), period.until());
        var books = assessing.opened(period.levelCode(), contracts, period.from(), period.until());
        var made = new ArrayList<Statement>();
        var lines = new LinkedHashMap<String, List<Reckoned>>();
        for (String code : codes) {
            try {
                one(period, code, standing.getOrDefault(code, List.of()), last.getOrDefault(code, 0), books, tally)
                        .ifPresent(drafted -> {
                            made.add(drafted.statement());
                            lines.put(drafted.statement().statementId(), drafted.lines());
                        });
            } catch (ProblemException e) {
                // What is wrong with one holds up none of the others.
                tally.leftOut(code, e.code());
            }
        }
        if (!made.isEmpty()) {
            table.insert(reach.county(), made);
            parts.insert(lines);
            trail.record(period.by(), ACT, period.levelCode(), null, told(period, made));
        }
        return tally;
    }

    private Optional<Drafted> one(
            Period period,
            String code,
            List<Statement> standing,
            int lastVersion,
            Assessing.Opened books,
            Tally tally) {
        Statement open = standing.stream()
                .filter(each -> each.open() && each.samePeriod(period.from(), period.until()))
                .findFirst()
                .orElse(null);
        if (open == null && standing.stream().anyMatch(each -> covers(each, period))) {
            tally.signed++;
            return Optional.empty();
        }
        for (Statement each : standing) {
            if (each != open && (open == null || !each.statementId().equals(open.corrects()))) {
                throw Statements.overlaps(each);
            }
        }
        Assessing.Assessed assessed = books.of(code);
        if (open != null && open.inputs().equals(assessed.inputs())) {
            tally.unchanged++;
            return Optional.empty();
        }
        dropped(open);
        tally.drafted(assessed.lines());
        return Optional.of(new Drafted(
                Statement.draft(
                        ids.next(),
                        period.levelCode(),
                        code,
                        period.from(),
                        period.until(),
                        lastVersion + 1,
                        null,
                        period.why(),
                        assessed,
                        period.by(),
                        clock.instant()),
                assessed.lines()));
    }

    private static boolean covers(Statement each, Period period) {
        return each.state() == State.SIGNED
                && !each.from().isAfter(period.from())
                && !each.until().isBefore(period.until());
    }

    private void dropped(@Nullable Statement open) {
        // A correction has a reason of its own, and is reckoned anew by itself.
        if (open != null && (open.corrects() != null || !table.step(open.statementId(), open.state(), State.DROPPED))) {
            throw Statements.wrongState(open);
        }
    }

    private static String told(Period period, List<Statement> made) {
        return made.size() + " statements " + period.from() + ".." + period.until() + ", "
                + made.getFirst().holdingCode() + " to " + made.getLast().holdingCode() + ", net "
                + made.stream().mapToLong(Statement::netFen).sum() + ": " + period.why();
    }

    /** Counts as it goes. */
    private static final class Tally {
        private final List<LeftOut> examples = new ArrayList<>();
        private int drafted;
        private int unchanged;
        private int signed;
        private long days;
        private int leftOut;

        void drafted(List<Reckoned> lines) {
            drafted++;
            days += lines.stream()
                    .flatMap(each -> each.spans().stream())
                    .mapToLong(Span::days)
                    .sum();
        }

        void leftOut(String holding, String code) {
            leftOut++;
            if (examples.size() < TOLD_MAX) {
                examples.add(new LeftOut(holding, code));
            }
        }

        void add(Tally other) {
            drafted += other.drafted;
            unchanged += other.unchanged;
            signed += other.signed;
            days += other.days;
            leftOut += other.leftOut;
            other.examples.stream().limit(TOLD_MAX - examples.size()).forEach(examples::add);
        }

        Run run() {
            return new Run(drafted, unchanged, signed, days, leftOut, List.copyOf(examples));
        }
    }
}
