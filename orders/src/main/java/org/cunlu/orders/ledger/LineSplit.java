package org.cunlu.orders.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.kernel.money.Fen;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.TakenBack;

/**
 * Whose the price of a delivered line is. What is not others' is the seller's.
 * @param pieces that were to be had
 * @param netFen what the buyer pays for them
 * @param others by account, in fen: above 0 what of it is theirs, below 0 what they pay of it themselves
 */
record LineSplit(int lineNo, int pieces, long netFen, SortedMap<String, Long> others) {
    /** @return one for each line; their sums are {@link Order#soldFen()} and the order's commission to the fen */
    static List<LineSplit> of(Order order, List<OrderLine> lines) {
        List<Long> nets = nets(order, lines);
        List<Long> commissions = commissions(order, lines, nets);
        var splits = new ArrayList<LineSplit>();
        for (int i = 0; i < lines.size(); i++) {
            splits.add(one(lines.get(i), nets.get(i), commissions.get(i)));
        }
        return splits;
    }

    private static LineSplit one(OrderLine line, long net, long commission) {
        var others = new TreeMap<String, Long>();
        long tax = tax(line, commission);
        add(others, Chart.PLATFORM_REVENUE, commission - tax);
        add(others, Chart.TAX_ON_FEES, tax);
        for (LineStep step : LineShare.kept(line).steps()) {
            if (step.payer() != null) {
                payer(step.payer()).ifPresent(account -> add(others, account, step.fen()));
            }
        }
        LiveUse live = line.live();
        if (live != null) {
            add(others, Chart.hostPayable(live.hostId()), Fen.share(net, live.hostBps()));
            if (live.stationNode() != null) {
                add(others, Chart.liveStationPayable(live.stationNode()), Fen.share(net, live.stationBps()));
            }
        }
        return new LineSplit(line.lineNo(), kept(line), net, others);
    }

    /** @return what a discount is booked to; empty where the seller pays for it himself */
    private static Optional<String> payer(Payer payer) {
        return switch (payer.by()) {
            case SELLER -> Optional.empty();
            case PLATFORM -> Optional.of(Chart.DISCOUNTS_GIVEN);
            case BRAND -> Optional.of(Chart.brandReceivable(payer.code()));
            case FUND -> Optional.of(Chart.subsidyReceivable(payer.code()));
        };
    }

    /** @return what is the seller's */
    long dueFen() {
        return Math.subtractExact(netFen, others.values().stream().reduce(0L, Math::addExact));
    }

    /**
     * What is taken back between two states of the line, so that any parts add up to the whole.
     * @return by account, signed as in {@link #others}
     */
    SortedMap<String, Long> back(TakenBack part) {
        var back = new TreeMap<String, Long>();
        others.forEach((account, fen) -> {
            long some = part.share(fen);
            if (some != 0) {
                back.put(account, some);
            }
        });
        return back;
    }

    /** @return a part of it, after what was taken back before */
    TakenBack taking(ReversalTable.Taken before, Reversal.Part part) {
        return new TakenBack(
                lineNo,
                netFen,
                before.goodsFen(),
                Math.addExact(before.goodsFen(), part.goodsFen()),
                pieces,
                before.pieces(),
                Math.addExact(before.pieces(), part.pieces()));
    }

    static SortedMap<String, Long> sum(List<LineSplit> splits) {
        var sum = new TreeMap<String, Long>();
        splits.forEach(split -> split.others().forEach((account, fen) -> sum.merge(account, fen, Math::addExact)));
        sum.values().removeIf(fen -> fen == 0);
        return sum;
    }

    static int kept(OrderLine line) {
        return line.quantity() - line.shortQuantity();
    }

    /** What does not divide is the largest line's. */
    private static List<Long> nets(Order order, List<OrderLine> lines) {
        var nets = new ArrayList<Long>();
        for (OrderLine line : lines) {
            nets.add(LineShare.kept(line).netFen());
        }
        return even(nets, order.soldFen());
    }

    /** As agreed of each line and as much of it as there was; where no line has an agreement, the order's by what the lines cost. */
    private static List<Long> commissions(Order order, List<OrderLine> lines, List<Long> nets) {
        var fees = new ArrayList<Long>();
        boolean agreed = lines.stream().allMatch(line -> line.terms() != null);
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            fees.add(
                    agreed
                            ? line.termsKept().commissionFen()
                            : share(order.commissionDueFen(), nets.get(i), order.soldFen()));
        }
        return agreed ? fees : even(fees, order.commissionDueFen());
    }

    private static List<Long> even(List<Long> parts, long whole) {
        long rest = whole - parts.stream().reduce(0L, Math::addExact);
        if (rest != 0 && !parts.isEmpty()) {
            int largest =
                    parts.indexOf(parts.stream().max(Comparator.naturalOrder()).orElseThrow());
            parts.set(largest, Math.addExact(parts.get(largest), rest));
        }
        return parts;
    }

    private static long tax(OrderLine line, long commission) {
        LineTerms terms = line.terms();
        return terms == null || terms.commissionFen() == 0
                ? 0
                : share(terms.taxFen(), commission, terms.commissionFen());
    }

    /** @return so much of {@code whole}, rounded half away from 0; nothing of nothing */
    static long share(long whole, long part, long of) {
        return of == 0
                ? 0
                : BigDecimal.valueOf(whole)
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(of), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    private static void add(SortedMap<String, Long> shares, String account, long fen) {
        if (fen != 0) {
            shares.merge(account, fen, Math::addExact);
        }
    }
}
