package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.promotion.BackTable.Back;

/**
 * What orders take of the budgets of promotions and coupons: one conditional statement for all of an order's, in id order. Pieces
 * that are not delivered give back what their line's share of it was, and what is taken back later as much as of its money.
 */
@Singleton
@Order(BudgetRule.RANK)
class BudgetRule implements PlacingRule {
    static final int RANK = 300;

    private final PromotionTable table;
    private final BackTable backs;
    private final InForce inForce;

    BudgetRule(PromotionTable table, BackTable backs, InForce inForce) {
        this.table = table;
        this.backs = backs;
        this.inForce = inForce;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        Map<String, Long> fen = budgeted(sum(backs(lines)));
        if (fen.isEmpty() || table.take(fen, now) == fen.size()) {
            return TAKEN;
        }
        inForce.forget();
        return new Answer.Overtaken(ProblemException.of(
                409,
                "promotion-used-up",
                "优惠名额已用完 · The promotion is used up",
                "请确认新价格后再下单 · Ask for the price again and confirm it"));
    }

    /** As it was agreed, even when it has ended meanwhile, if its budget still has it. */
    @Override
    public Answer takeAgain(List<Line> lines, Instant now) {
        List<Back> again = backs(lines);
        Map<String, Long> sums = sum(again);
        Map<String, Promotion> known = inForce.known(sums.keySet());
        if (known.values().stream().anyMatch(each -> each.kind().keepsApart())) {
            // As a live price: it is not kept for who pays when his order has expired.
            return new Answer.Refused(
                    ProblemException.of(409, "flash-sale-over", "秒杀已结束 · The flash sale is over", null));
        }
        Map<String, Long> fen = budgeted(sums);
        if (!fen.isEmpty() && table.take(fen, null) < fen.size()) {
            return new Answer.Refused(
                    ProblemException.of(409, "promotion-used-up", "优惠名额已用完 · The promotion is used up", null));
        }
        backs.takeAgain(again);
        return TAKEN;
    }

    @Override
    public void giveBack(List<Line> lines) {
        give(backs(lines));
    }

    @Override
    public void takenBack(List<Returned> taken) {
        var given = new ArrayList<Back>();
        taken.forEach(each -> add(given, each.line(), each.steps()));
        give(given);
    }

    private void give(List<Back> given) {
        if (!given.isEmpty()) {
            backs.add(given);
            table.giveBack(sum(given));
        }
    }

    /** Only those with a budget count: the others send nothing. */
    private Map<String, Long> budgeted(Map<String, Long> fen) {
        if (fen.isEmpty()) {
            return fen;
        }
        var counted = new TreeMap<String, Long>();
        Map<String, Promotion> known = inForce.known(fen.keySet());
        fen.forEach((id, some) -> {
            if (known.containsKey(id) && known.get(id).budgetFen() != null) {
                counted.put(id, some);
            }
        });
        return counted;
    }

    private static Map<String, Long> sum(List<Back> backs) {
        var sum = new TreeMap<String, Long>();
        backs.forEach(back -> sum.merge(back.promotionId(), back.fen(), Math::addExact));
        return sum;
    }

    /** @return of the pieces of each line, their share of what each promotion took off */
    private static List<Back> backs(List<Line> lines) {
        var backs = new ArrayList<Back>();
        for (Line each : lines) {
            if (each.line().discountFen() != 0) {
                add(
                        backs,
                        each.line(),
                        LineShare.of(each.line(), each.line().shortQuantity(), each.pieces())
                                .steps());
            }
        }
        return backs;
    }

    private static void add(List<Back> backs, OrderLine line, List<LineStep> steps) {
        var fen = new TreeMap<String, Long>();
        for (LineStep step : steps) {
            if (counted(step.kind()) && step.fen() < 0) {
                fen.merge(promotion(step.ref()), -step.fen(), Math::addExact);
            }
        }
        fen.forEach((id, some) -> backs.add(new Back(line.orderId(), line.lineNo(), id, some)));
    }

    private static boolean counted(LineStep.Kind kind) {
        return kind == LineStep.Kind.ITEM_PROMOTION
                || kind == LineStep.Kind.ORDER_PROMOTION
                || kind == LineStep.Kind.COUPON;
    }

    /** A coupon's step names the promotion before its own id. */
    private static String promotion(String ref) {
        int at = ref.indexOf(':');
        return at < 0 ? ref : ref.substring(0, at);
    }
}
