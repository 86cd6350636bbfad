package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PlacingRule;

/** What orders take of programmes: counted when they are placed, given back when they end without a delivery. */
@Singleton
@Order(SubsidyRule.RANK)
class SubsidyRule implements PlacingRule {
    static final int RANK = 330;

    private final PersonTable people;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    SubsidyRule(PersonTable people, Ids ids, Clock clock, @Value("${cunlu.county.code}") String countyCode) {
        this.people = people;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        Map<String, Long> wanted = sums(lines);
        for (var each : wanted.entrySet()) {
            if (!people.take(each.getKey(), lines.getFirst().accountId(), each.getValue(), now)) {
                return new Answer.Overtaken(ProblemException.of(
                        409,
                        "subsidy-used-up",
                        "补贴额度已变 · What is left of the subsidy has changed",
                        "请重新询价 · Ask for the price again"));
            }
        }
        return TAKEN;
    }

    @Override
    public Answer takeAgain(List<Line> lines, Instant now) {
        Answer answer = take(lines, now);
        if (answer == TAKEN) {
            tell(lines, -1);
        }
        return answer;
    }

    @Override
    public void giveBack(List<Line> lines) {
        var byAccount = new TreeMap<String, List<Line>>();
        lines.forEach(line -> byAccount
                .computeIfAbsent(line.accountId(), _ -> new ArrayList<>())
                .add(line));
        byAccount.forEach(
                (account, his) -> sums(his).forEach((programme, fen) -> people.giveBack(programme, account, fen)));
        tell(lines, 1);
    }

    /** What the fund has back may help others, or the same one again. */
    @Override
    public void takenBack(List<Returned> backs) {
        var sums = new TreeMap<String, Long>();
        var rows = new ArrayList<Object[]>();
        for (Returned each : backs) {
            for (LineStep step : each.steps()) {
                if (step.kind() == LineStep.Kind.SUBSIDY && step.fen() < 0) {
                    sums.merge(step.ref(), -step.fen(), Math::addExact);
                    rows.add(row(step, each.accountId(), each.line(), 1));
                }
            }
        }
        if (!rows.isEmpty()) {
            sums.forEach((programme, fen) ->
                    people.giveBack(programme, backs.getFirst().accountId(), fen));
            people.told(rows);
        }
    }

    private void tell(List<Line> lines, int sign) {
        var rows = new ArrayList<Object[]>();
        for (Line each : lines) {
            for (LineStep step : steps(each)) {
                rows.add(row(step, each.accountId(), each.line(), sign));
            }
        }
        if (!rows.isEmpty()) {
            people.told(rows);
        }
    }

    private Object[] row(LineStep step, String accountId, OrderLine line, int sign) {
        return new Object[] {
            ids.next(),
            step.ref(),
            countyCode,
            accountId,
            line.orderId(),
            line.lineNo(),
            -step.fen() * sign,
            clock.instant()
        };
    }

    /** @return fen by programme, in their order, so that whoever wants both waits in one order */
    private static Map<String, Long> sums(List<Line> lines) {
        var sums = new TreeMap<String, Long>();
        lines.forEach(line -> steps(line).forEach(step -> sums.merge(step.ref(), -step.fen(), Math::addExact)));
        return sums;
    }

    /** @return what of each subsidy belongs to the pieces, without those that bring nothing */
    private static List<LineStep> steps(Line each) {
        boolean any = each.line().steps().stream().anyMatch(step -> step.kind() == LineStep.Kind.SUBSIDY);
        return !any
                ? List.of()
                : LineShare.of(each.line(), each.line().quantity() - held(each), each.pieces()).steps().stream()
                        .filter(step -> step.kind() == LineStep.Kind.SUBSIDY && step.fen() < 0)
                        .toList();
    }

    /** Pieces that the line still holds, those that are given back included. */
    private static int held(Line each) {
        return Math.max(each.pieces(), each.line().quantity() - each.line().shortQuantity());
    }
}
