package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReservePeriods;
import org.cunlu.logistics.reservefees.Statement.State;

/** A statement's life: reckoned, reviewed by one, approved by another; corrected by a new version. A signed one closes its period. */
@Singleton
class Statements implements ReservePeriods {
    private static final String DRAFT = "logistics.reserve-statement";
    private static final String REVIEW = "logistics.reserve-statement-review";
    private static final String APPROVE = "logistics.reserve-statement-approval";
    private static final String CORRECT = "logistics.reserve-statement-correction";
    private static final int DAYS_MAX = 731;

    private final StatementTable table;
    private final StatementPartTable parts;
    private final Assessing assessing;
    private final Reach reach;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Statements(
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

    /**
     * Reckons a period that is over. An open one of the same period is reckoned anew, as its next version, when its inputs have changed.
     * @throws ProblemException 400 {@code period-not-over}, {@code period-wrong}; 409 {@code statement-overlaps}
     */
    Statement draft(Caller caller, String levelCode, String holdingCode, LocalDate from, LocalDate until, String why) {
        return reach.attempt(caller, DRAFT, holdingCode, () -> {
            Reach.demand(caller, levelCode, Role.RESERVE_OFFICER);
            demandOver(from, until, CountyTime.date(clock.instant()));
            table.waitForTurn(levelCode, holdingCode);
            List<Statement> standing = table.standing(levelCode, holdingCode, from, until);
            Statement open = standing.stream()
                    .filter(each -> each.open() && each.samePeriod(from, until))
                    .findFirst()
                    .orElse(null);
            Statement base = open == null || open.corrects() == null
                    ? null
                    : table.find(open.corrects()).orElseThrow();
            standing.stream()
                    .filter(each -> !each.equals(open) && !each.equals(base))
                    .findFirst()
                    .ifPresent(other -> {
                        throw overlaps(other);
                    });
            return reckon(caller, levelCode, holdingCode, from, until, why, open, base);
        });
    }

    /** Opens the period of a signed one again, until its correction is signed. */
    Statement correct(Caller caller, String statementId, String why) {
        return reach.attempt(caller, CORRECT, id(statementId), () -> {
            Statement signed = own(statementId, caller, Role.RESERVE_AUTHORITY);
            table.waitForTurn(signed.levelCode(), signed.holdingCode());
            List<Statement> standing =
                    table.standing(signed.levelCode(), signed.holdingCode(), signed.from(), signed.until());
            for (Statement each : standing) {
                if (each.open()) {
                    return each;
                }
            }
            if (standing.stream().noneMatch(each -> each.statementId().equals(statementId))) {
                throw wrongState(signed);
            }
            trail.record(caller.accountId(), CORRECT, statementId, signed.words(), why);
            return reckon(
                    caller, signed.levelCode(), signed.holdingCode(), signed.from(), signed.until(), why, null, signed);
        });
    }

    private Statement reckon(
            Caller caller,
            String levelCode,
            String holdingCode,
            LocalDate from,
            LocalDate until,
            String why,
            @Nullable Statement open,
            @Nullable Statement base) {
        Assessing.Assessed assessed = assessing.of(levelCode, holdingCode, from, until);
        if (open != null && open.inputs().equals(assessed.inputs())) {
            return open;
        }
        if (open != null && !table.step(open.statementId(), open.state(), State.DROPPED)) {
            throw wrongState(open);
        }
        Statement made = Statement.draft(
                ids.next(),
                levelCode,
                holdingCode,
                from,
                until,
                table.versions(levelCode, holdingCode, from, until) + 1,
                base,
                why,
                assessed,
                caller.accountId(),
                clock.instant());
        table.insert(reach.county(), List.of(made));
        parts.insert(Map.of(made.statementId(), assessed.lines()));
        trail.record(
                caller.accountId(),
                DRAFT,
                made.statementId(),
                open == null ? null : open.words(),
                made.words() + ": " + why);
        return made;
    }

    /** The first of two signatures. @throws ProblemException 409 {@code books-moved}, {@code statement-state} */
    Statement review(Caller caller, String statementId) {
        return reach.attempt(caller, REVIEW, id(statementId), () -> {
            Statement draft = own(statementId, caller, Role.RESERVE_REVIEWER);
            demandNotHolder(caller, draft);
            if (draft.state() == State.REVIEWED && caller.accountId().equals(draft.reviewedBy())) {
                return draft;
            }
            if (draft.state() != State.DRAFT) {
                throw wrongState(draft);
            }
            table.waitForTurn(draft.levelCode(), draft.holdingCode());
            demandUnmoved(draft);
            if (!table.reviewed(statementId, caller.accountId(), clock.instant())) {
                throw wrongState(draft);
            }
            return signed(caller, REVIEW, draft);
        });
    }

    /** The second signature, by another person: it closes the period. */
    Statement approve(Caller caller, String statementId) {
        return reach.attempt(caller, APPROVE, id(statementId), () -> {
            Statement reviewed = own(statementId, caller, Role.RESERVE_AUTHORITY);
            demandNotHolder(caller, reviewed);
            if (reviewed.state() == State.SIGNED && caller.accountId().equals(reviewed.approvedBy())) {
                return reviewed;
            }
            if (reviewed.reviewedBy() == null) {
                throw wrongState(reviewed);
            }
            new SecondPerson(reviewed.reviewedBy(), reviewed.madeBy()).demand(caller.accountId());
            table.waitForTurn(reviewed.levelCode(), reviewed.holdingCode());
            demandUnmoved(reviewed);
            if (reviewed.corrects() != null && !table.step(reviewed.corrects(), State.SIGNED, State.REPLACED)) {
                throw wrongState(reviewed);
            }
            if (!table.approved(statementId, caller.accountId(), clock.instant())) {
                throw wrongState(reviewed);
            }
            return signed(caller, APPROVE, reviewed);
        });
    }

    private Statement signed(Caller caller, String act, Statement before) {
        Statement after = table.find(before.statementId()).orElseThrow();
        trail.record(caller.accountId(), act, before.statementId(), before.words(), after.words());
        return after;
    }

    /** @return where the caller may read it: his level's, or his own holding's */
    Statement visible(Caller caller, String statementId) {
        return table.find(id(statementId))
                .filter(each -> Reach.levels(caller, Reach.READERS).contains(each.levelCode())
                        || Reach.own(caller).contains(each.holdingCode()))
                .orElseThrow(ProblemException::notFound);
    }

    List<Statement> page(Caller caller, @Nullable String before, int limit) {
        return table.page(reach.county(), Reach.levels(caller, Reach.READERS), Reach.own(caller), before, limit);
    }

    @Override
    public void demandOpen(String levelCode, String holdingCode, LocalDate day) {
        table.waitForTurn(levelCode, holdingCode);
        List<Statement> standing = table.standing(levelCode, holdingCode, day, day);
        // While a correction is open, what it is about may be booked.
        if (standing.stream().noneMatch(Statement::open)) {
            standing.stream().findFirst().ifPresent(signed -> {
                throw ProblemException.of(
                                409,
                                "statement-signed",
                                "该期间的结算单已签，不能补记 · A signed statement covers that day",
                                "请先由批准机关开更正 · The authority opens a correction first")
                        .fact("statementId", signed.statementId());
            });
        }
    }

    private Statement own(String statementId, Caller caller, Role role) {
        return table.find(id(statementId))
                .filter(each -> Reach.levels(caller, role).contains(each.levelCode()))
                .orElseThrow(ProblemException::notFound);
    }

    private static String id(String statementId) {
        return Ids.isId(statementId) ? statementId : "?";
    }

    private static void demandNotHolder(Caller caller, Statement statement) {
        if (Reach.own(caller).contains(statement.holdingCode())) {
            throw ProblemException.of(403, "own-submission", "不能审签自己的结算单 · Nobody signs what he is paid by", null);
        }
    }

    private void demandUnmoved(Statement statement) {
        String now = assessing
                .of(statement.levelCode(), statement.holdingCode(), statement.from(), statement.until())
                .inputs();
        if (!now.equals(statement.inputs())) {
            throw ProblemException.of(
                    409,
                    "books-moved",
                    "台账或办法已变，请重新核算 · The books or the terms have changed since",
                    "重新生成后再签 · Reckon it anew, then sign");
        }
    }

    /** @throws ProblemException 400 {@code period-wrong}, {@code period-not-over} */
    static void demandOver(LocalDate from, LocalDate until, LocalDate today) {
        if (!CountyTime.usual(from) || until.isBefore(from) || until.isAfter(from.plusDays(DAYS_MAX - 1L))) {
            throw ProblemException.invalid("until", "period-wrong", "期间不对，最长两年 · Not a period of up to two years");
        }
        if (!until.isBefore(today)) {
            throw ProblemException.invalid("until", "period-not-over", "期间还未结束 · The period is not over");
        }
    }

    static ProblemException overlaps(Statement other) {
        return ProblemException.of(
                        409,
                        "statement-overlaps",
                        "这段时间已有结算单 · There is a statement for some of these days",
                        "已签的请走更正 · Correct a signed one")
                .fact("statementId", other.statementId());
    }

    static ProblemException wrongState(Statement statement) {
        return ProblemException.of(409, "statement-state", "结算单的状态不允许 · Not in this state", "请刷新 · Look again")
                .fact("state", statement.state().name());
    }
}
