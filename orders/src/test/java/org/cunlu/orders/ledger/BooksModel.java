package org.cunlu.orders.ledger;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Reversal;

/** The books as one could keep them on a slate: a number for everybody, and of each line what is whose. Reckons by itself. */
final class BooksModel {
    private final SortedMap<String, Long> slate = new TreeMap<>();
    private final Map<String, Map<Integer, Line>> orders = new HashMap<>();
    int released;

    /** One line: what the buyer pays, whose it is, and what of it went back. */
    private static final class Line {
        private final int pieces;
        private final OrderLine as;
        private long net;
        private final SortedMap<String, Long> others = new TreeMap<>();
        private int backPieces;
        private long backFen;

        Line(OrderLine line) {
            pieces = line.quantity();
            as = line;
            net = line.amountFen()
                    + line.steps().stream()
                            .filter(step -> step.payer() != null)
                            .mapToLong(LineStep::fen)
                            .sum();
            others.merge("platform", line.terms().commissionFen() - line.terms().taxFen(), Long::sum);
            others.merge("tax", line.terms().taxFen(), Long::sum);
            for (LineStep step : line.steps()) {
                if (step.payer() != null && step.payer().by() != Payer.By.SELLER) {
                    others.merge("payer " + step.payer().by(), step.fen(), Long::sum);
                }
            }
            if (line.live() != null) {
                others.merge("host", rounded(net, line.live().hostBps(), 10_000), Long::sum);
            }
        }

        /** Only so much of it was there: everybody's share is reckoned anew, what the buyer gets back is rounded his way. */
        long weighed(long grams) {
            long of = as.weight().mostEach() * pieces;
            long back = up(net, of - grams, of);
            net -= back;
            long fee = as.terms().commissionFen() - down(as.terms().commissionFen(), of - grams, of);
            long tax = as.terms().commissionFen() == 0
                    ? 0
                    : rounded(as.terms().taxFen(), fee, as.terms().commissionFen());
            others.put("platform", fee - tax);
            others.put("tax", tax);
            others.computeIfPresent("host", (_, _) -> rounded(net, as.live().hostBps(), 10_000));
            long taken = up(as.amountFen(), of - grams, of) - back;
            long left = as.discountFen();
            for (LineStep step : as.steps()) {
                if (step.payer() != null) {
                    long some = left == 0 ? 0 : down(-step.fen(), taken, left);
                    if (step.payer().by() != Payer.By.SELLER) {
                        others.merge("payer " + step.payer().by(), some, Long::sum);
                    }
                    taken -= some;
                    left += step.fen();
                }
            }
            return back;
        }

        private static long down(long fen, long part, long of) {
            return BigInteger.valueOf(fen)
                    .multiply(BigInteger.valueOf(part))
                    .divide(BigInteger.valueOf(of))
                    .longValueExact();
        }

        private static long up(long fen, long part, long of) {
            return -BigInteger.valueOf(-fen)
                    .multiply(BigInteger.valueOf(part))
                    .subtract(BigInteger.valueOf(of - 1))
                    .divide(BigInteger.valueOf(of))
                    .longValueExact();
        }

        long others() {
            return others.values().stream().mapToLong(Long::longValue).sum();
        }

        long part(long whole, long fen, int count) {
            return net > 0 ? rounded(whole, fen, net) : rounded(whole, count, pieces);
        }
    }

    void add(String who, long fen) {
        slate.merge(who, fen, Math::addExact);
    }

    SortedMap<String, Long> balances() {
        var balances = new TreeMap<>(slate);
        balances.values().removeIf(fen -> fen == 0);
        return balances;
    }

    void placed(Order order, List<OrderLine> lines) {
        var known = new TreeMap<Integer, Line>();
        lines.forEach(line -> known.put(line.lineNo(), new Line(line)));
        orders.put(order.orderId(), known);
    }

    /** @return what its buyer gets back */
    long weighed(Order order, int lineNo, long grams) {
        return orders.get(order.orderId()).get(lineNo).weighed(grams);
    }

    void delivered(Order order) {
        add("prepaid", order.payableFen());
        add("station", -order.stationFeeFen());
        add("freight", order.stationFeeFen() - order.freightFen());
        for (Line line : orders.get(order.orderId()).values()) {
            line.others.forEach((who, fen) -> add(who, -fen));
            add("seller:" + order.sellerCode(), line.others() - line.net);
        }
    }

    SortedMap<Integer, Long> reversible(Order order) {
        var left = new TreeMap<Integer, Long>();
        orders.get(order.orderId()).forEach((no, line) -> left.put(no, line.net - line.backFen));
        return left;
    }

    void reversed(Order order, Reversal reversal) {
        String seller = "seller:" + order.sellerCode();
        String bearer = switch (reversal.fault()) {
            case SELLER, NOBODY -> seller;
            case NETWORK -> "claim";
            case PLATFORM -> "goodwill";
        };
        add("prepaid", -reversal.fen());
        add(reversal.fault() == Reversal.Fault.NOBODY ? "freight" : bearer, reversal.freightFen());
        for (Reversal.Part part : reversal.parts()) {
            Line line = orders.get(order.orderId()).get(part.lineNo());
            long borne = part.goodsFen();
            for (var other : line.others.entrySet()) {
                long back = line.part(other.getValue(), line.backFen + part.goodsFen(), line.backPieces + part.pieces())
                        - line.part(other.getValue(), line.backFen, line.backPieces);
                if (bearer.equals(seller) || other.getValue() < 0) {
                    add(other.getKey(), back);
                    borne -= back;
                }
            }
            add(bearer, borne);
            line.backFen += part.goodsFen();
            line.backPieces += part.pieces();
        }
    }

    /** Half away from nothing. */
    private static long rounded(long whole, long part, long of) {
        BigInteger twice = BigInteger.valueOf(Math.abs(whole))
                .multiply(BigInteger.valueOf(part))
                .shiftLeft(1);
        long amount = twice.add(BigInteger.valueOf(of))
                .divide(BigInteger.valueOf(of).shiftLeft(1))
                .longValueExact();
        return whole < 0 ? -amount : amount;
    }

    /** @return whose an account is on the slate */
    static String name(String account) {
        String head = account.contains(":") ? account.substring(0, account.indexOf(':')) : account;
        return switch (head) {
            case "gateway-clearing" -> "gateway";
            case "buyer-prepaid" -> "prepaid";
            case "refunds-payable" -> "refunds";
            case "seller-payable", "seller-released" -> "seller:" + account.substring(head.length() + 1);
            case "platform-revenue" -> "platform";
            case "tax-on-fees" -> "tax";
            case "live-host-payable" -> "host";
            case "station-fee-payable" -> "station";
            case "freight-revenue" -> "freight";
            case "discounts-given" -> "payer PLATFORM";
            case "brand-receivable" -> "payer BRAND";
            case "subsidy-receivable" -> "payer FUND";
            case "loss-claim" -> "claim";
            case "payout-sent" -> "payouts";
            default -> head;
        };
    }
}
