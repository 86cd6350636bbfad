package org.cunlu.logistics.reservefees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Why;
import org.cunlu.logistics.reservefees.Statement.State;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInReserveBooks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement from its reckoning to its two signatures, and what they close. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest implements TestPropertyProvider {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate LAST = LocalDate.parse("2026-10-31");
    private static final String LEVEL = "COUNTY";

    @Inject
    Statements statements;

    @Inject
    StatementController door;

    @Inject
    WholeLevel level;

    @Inject
    Terms terms;

    @Inject
    StandInReserveBooks books;

    @Inject
    Transactions transactions;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    private final Caller officer = person(Role.RESERVE_OFFICER);
    private final Caller reviewer = person(Role.RESERVE_REVIEWER);
    private final Caller authority = person(Role.RESERVE_AUTHORITY);
    private String holding;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("logistics.stand-in-reserve", "true");
        return properties;
    }

    @BeforeAll
    void terms() {
        var rate = new RateTable.Rate(
                LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), 36_500, 365, "made up for the test");
        int seen = terms.rates(LEVEL, "LPR1Y").map(RateTable::version).orElse(0);
        terms.set(authority, LEVEL, "LPR1Y", seen, List.of(rate));
        var rule = new FeeRule(
                "GRAIN", "*", "*", "LPR1Y", 10_000, 0, 0, 0, 0, 0, FeeRule.Clawback.SHARE, true, 365, "made up");
        terms.set(
                authority,
                LEVEL,
                terms.rules(LEVEL).stream()
                        .filter(each -> each.rule().programme().equals("GRAIN"))
                        .findFirst()
                        .map(TermsTable.Versioned::version)
                        .orElse(0),
                rule);
    }

    @BeforeEach
    void aHolderOf100Tonnes() {
        clock.set(java.time.Instant.parse("2026-11-23T00:00:00Z"));
        holding = "H-" + ids.next();
        books.contracts.add(new Contract(
                holding,
                LEVEL,
                holding,
                "某粮油公司",
                "GRAIN",
                "WHEAT",
                "N1",
                FIRST.minusYears(1),
                LAST.plusYears(1),
                100_000_000L,
                10_000,
                null));
        books.entries.add(entry("A", Why.INTAKE, FIRST.minusMonths(2), 100_000_000L));
        // From the 30th on a gram is missing, and nothing is paid.
        books.entries.add(entry("A", Why.LOSS, LocalDate.parse("2026-10-30"), -1L));
    }

    private Entry entry(String lot, Why why, LocalDate day, long grams) {
        return new Entry(holding, day, ids.next(), lot, why, grams, 200_000);
    }

    private static Caller person(Role... roles) {
        return new Caller(
                "acct-" + Arrays.toString(roles).hashCode() + "-" + System.nanoTime() % 1_000_000,
                Arrays.stream(roles)
                        .map(role -> new Grant(role, new Scope(Scope.Kind.LEVEL, LEVEL)))
                        .toList());
    }

    private Statement draft() {
        return statements.draft(officer, LEVEL, holding, FIRST, LAST, "October");
    }

    private Statement signed() {
        Statement draft = draft();
        statements.review(reviewer, draft.statementId());
        return statements.approve(authority, draft.statementId());
    }

    @Test
    void aPeriodIsReckonedToTheFenAndEveryDayOfItsFileAddsUp() {
        Statement draft = draft();
        // 29 days: 200,000 yuan x 3.65 % / 365 = 20 yuan a day; 100 t x 100 yuan / 365.
        assertThat(draft.interestFen()).isEqualTo(58_000);
        assertThat(draft.storageFen()).isEqualTo(79_452);
        assertThat(draft()).isEqualTo(draft);
        var lines = new String(door.days(officer, draft.statementId()).body(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
        assertThat(lines).hasSize(31);
        assertThat(lines.stream().mapToLong(cells -> Long.parseLong(cells[9])).sum())
                .isEqualTo(79_452);
        assertThat(lines.getLast()).contains("SHORT", "99999999", "0");
        assertThat(new String(door.workbook(officer, draft.statementId()).body(), 0, 2, StandardCharsets.US_ASCII))
                .isEqualTo("PK");
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void twoPeopleSignAndNeitherIsWhoMadeItOrHoldsIt() {
        Statement draft = draft();
        Caller both = person(Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY, Role.RESERVE_OFFICER);
        refused("statement-state", () -> statements.approve(authority, draft.statementId()));
        var holder = new Caller(
                reviewer.accountId(),
                List.of(
                        reviewer.grants().getFirst(),
                        new Grant(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, holding))));
        refused("own-submission", () -> statements.review(holder, draft.statementId()));
        statements.review(both, draft.statementId());
        refused("second-person-needed", () -> statements.approve(both, draft.statementId()));
        refused("not-found", () -> statements.approve(reviewer, draft.statementId()));
        assertThat(statements.approve(authority, draft.statementId()).state()).isEqualTo(State.SIGNED);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatWasBookedSinceTheReckoningKeepsItFromBeingSigned() {
        Statement draft = draft();
        books.entries.add(entry("B", Why.FOUND, LocalDate.parse("2026-10-30"), 1L));
        refused("books-moved", () -> statements.review(reviewer, draft.statementId()));
        Statement anew = draft();
        assertThat(anew.version()).isEqualTo(draft.version() + 1);
        assertThat(anew.interestFen()).isEqualTo(62_000);
        refused("statement-state", () -> statements.review(reviewer, draft.statementId()));
        assertThat(statements.review(reviewer, anew.statementId()).state()).isEqualTo(State.REVIEWED);
    }

    @Test
    void aSignedStatementClosesItsPeriodUntilACorrectionIsOpenedAndAgainWhenThatIsSigned() {
        transactions.run(() -> statements.demandOpen(LEVEL, holding, LAST));
        Statement signed = signed();
        refused("statement-signed", () -> book(LAST));
        refused("statement-signed", () -> book(FIRST));
        assertThat(book(LAST.plusDays(1))).isTrue();
        refused("statement-overlaps", () -> draft());
        Caller second = person(Role.RESERVE_AUTHORITY);
        Statement correction = statements.correct(second, signed.statementId(), "scales were wrong");
        assertThat(statements.correct(second, signed.statementId(), "again")).isEqualTo(correction);
        assertThat(book(LAST)).isTrue();
        books.entries.add(entry("B", Why.FOUND, LocalDate.parse("2026-10-30"), 1L));
        Statement anew = draft();
        assertThat(anew.corrects()).isEqualTo(signed.statementId());
        assertThat(anew.beforeFen()).isEqualTo(signed.netFen());
        statements.review(reviewer, anew.statementId());
        statements.approve(authority, anew.statementId());
        assertThat(statements.visible(officer, signed.statementId()).state()).isEqualTo(State.REPLACED);
        refused("statement-signed", () -> book(LAST));
        assertThat(audit.violations()).isEmpty();
    }

    private Boolean book(LocalDate day) {
        return transactions.run(() -> {
            statements.demandOpen(LEVEL, holding, day);
            return true;
        });
    }

    @Test
    void theAuditFindsAFenADayAndASignatureThatAreNotRight() {
        String id = signed().statementId();
        for (var fault : Map.of(
                        "UPDATE log_reserve_statement_span SET interest_fen = interest_fen + 1 WHERE state = 'KEPT' AND"
                                + " statement_id = ? LIMIT 1",
                        "reserve statements = their days",
                        "UPDATE log_reserve_statement_span SET state = 'GAP' WHERE state = 'KEPT' AND statement_id = ? LIMIT 1",
                        "days that are paid",
                        "UPDATE log_reserve_statement_span SET paid_grams = stock_grams + 1 WHERE state = 'KEPT'"
                                + " AND statement_id = ? LIMIT 1",
                        "days that are paid",
                        "UPDATE log_reserve_statement SET approved_by = reviewed_by WHERE statement_id = ?",
                        "reserve statements = two signatures",
                        "DELETE FROM log_reserve_statement_span WHERE state = 'SHORT' AND statement_id = ?",
                        "reserve statements = their days")
                .entrySet()) {
            assertThat(found(fault.getKey(), id)).as(fault.getKey()).anyMatch(each -> each.contains(fault.getValue()));
        }
        // The database itself refuses to keep a day that broke the rule and is paid.
        assertThatThrownBy(() -> found(
                        "UPDATE log_reserve_statement_span SET interest_fen = 1 WHERE state = 'SHORT' AND statement_id = ?",
                        id))
                .isInstanceOf(SqlFailure.class);
        assertThat(audit.violations()).isEmpty();
    }

    /** Planted in a transaction that is rolled back. */
    private Set<String> found(String fault, String id) {
        var found = new AtomicReference<Set<String>>();
        try {
            transactions.run(() -> {
                assertThat(sql.change(fault, id)).as(fault).isPositive();
                found.set(audit.violations().keySet());
                throw new Undone();
            });
        } catch (Undone e) {
            return found.get();
        }
        throw new AssertionError("it was kept: " + fault);
    }

    private static final class Undone extends RuntimeException {}

    @Test
    void periodsThatAreNotOverOrShareDaysAreRefused() {
        draft();
        refused("statement-overlaps", () -> statements.draft(officer, LEVEL, holding, LAST, LAST.plusDays(1), "x"));
        LocalDate today = LocalDate.parse("2026-11-23");
        refused("period-not-over", () -> statements.draft(officer, LEVEL, holding, today, today, "x"));
        LocalDate yesterday = today.minusDays(1);
        assertThat(statements
                        .draft(officer, LEVEL, holding, yesterday, yesterday, "x")
                        .state())
                .isEqualTo(State.DRAFT);
        refused("not-found", () -> statements.draft(reviewer, LEVEL, holding, FIRST, LAST, "x"));
        refused("not-found", () -> statements.draft(officer, "CITY", holding, FIRST, LAST, "x"));
        refused("not-found", () -> statements.draft(officer, LEVEL, "NOBODY", FIRST, LAST, "x"));
    }

    @Test
    void aWholeLevelIsReckonedAtOnceAsEachAloneAndTheSameAgainChangesNothing() {
        Statement alone = draft();
        String other = holding;
        aHolderOf100Tonnes();
        String lacking = "H-" + ids.next();
        books.contracts.add(new Contract(
                lacking,
                LEVEL,
                lacking,
                "x",
                "NO-RULE",
                "WHEAT",
                "N1",
                FIRST.minusYears(1),
                LAST.plusYears(1),
                1L,
                0,
                null));
        try {
            var run = level.draft(officer, LEVEL, null, FIRST, LAST, "October");
            assertThat(run.examples()).contains(new WholeLevel.LeftOut(lacking, "fee-rule-missing"));
            assertThat(run.days()).isEqualTo(run.drafted() * 31L).isPositive();
            assertThat(run.unchanged()).isPositive();
            assertThat(statements.visible(officer, alone.statementId())).isEqualTo(alone);
            Statement made = draft();
            assertThat(made.version()).isEqualTo(1);
            assertThat(made.netFen()).isEqualTo(alone.netFen());
            books.entries.add(entry("B", Why.FOUND, LocalDate.parse("2026-10-30"), 1L));
            var again = level.draft(officer, LEVEL, null, FIRST, LAST, "October");
            assertThat(again.drafted()).isEqualTo(1);
            assertThat(draft().version()).isEqualTo(2);
            assertThat(statements.visible(officer, made.statementId()).state()).isEqualTo(State.DROPPED);
            statements.review(reviewer, draft().statementId());
            statements.approve(authority, draft().statementId());
            var after = level.draft(officer, LEVEL, null, FIRST, LAST, "October");
            assertThat(after.drafted()).isZero();
            assertThat(after.signed()).isEqualTo(again.signed() + 1);
            assertThat(level.draft(officer, LEVEL, "OTHER", FIRST, LAST, "x"))
                    .isEqualTo(new WholeLevel.Run(0, 0, 0, 0, 0, List.of()));
            refused("not-found", () -> level.draft(reviewer, LEVEL, null, FIRST, LAST, "x"));
            assertThat(audit.violations()).isEmpty();
            assertThat(other).isNotEqualTo(holding);
        } finally {
            books.contracts.removeIf(each -> each.holdingCode().equals(lacking));
        }
    }

    @Test
    void aHolderSeesHisOwnAndNobodyElses() {
        Statement draft = draft();
        var own =
                new Caller("acct-own", List.of(new Grant(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, holding))));
        var other = new Caller(
                "acct-other", List.of(new Grant(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, "H-OTHER"))));
        assertThat(door.all(own, null, null).items()).containsExactly(draft);
        assertThat(door.all(other, null, null).items()).isEmpty();
        refused("not-found", () -> statements.visible(other, draft.statementId()));
    }

    @Test
    void ofManyWhoReckonAndSignAtOnceOneStatementComes() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            var drafts =
                    pool.invokeAll(java.util.Collections.<Callable<String>>nCopies(4, () -> draft().statementId()));
            String id = drafts.getFirst().get();
            for (var each : drafts) {
                assertThat(each.get()).isEqualTo(id);
            }
            statements.review(reviewer, id);
            var signing = pool.invokeAll(java.util.Collections.<Callable<Boolean>>nCopies(4, () -> {
                try {
                    statements.approve(person(Role.RESERVE_AUTHORITY), id);
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            }));
            long won = 0;
            for (var each : signing) {
                won += each.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void termsAreSetByVersionAndOfTwoWhoSawTheSameOneWins() {
        int seen = terms.rates(LEVEL, "LPR1Y").orElseThrow().version();
        var other = new RateTable.Rate(FIRST, LAST, 1, 360, "x");
        refused("terms-changed", () -> terms.set(authority, LEVEL, "LPR1Y", seen - 1, List.of(other)));
        refused("not-found", () -> terms.set(officer, LEVEL, "LPR1Y", seen, List.of(other)));
        refused(
                "rate-gap",
                () -> terms.set(
                        authority,
                        LEVEL,
                        "LPR1Y",
                        seen,
                        List.of(other, new RateTable.Rate(LAST.plusDays(2), LAST.plusDays(9), 1, 360, "x"))));
        assertThat(terms.rates(LEVEL, "LPR1Y").orElseThrow().version()).isEqualTo(seen);
    }

    private static void refused(String code, Callable<?> act) {
        assertThatThrownBy(act::call).isInstanceOf(ProblemException.class).hasFieldOrPropertyWithValue("code", code);
    }
}
