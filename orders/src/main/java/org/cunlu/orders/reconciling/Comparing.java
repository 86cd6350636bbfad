package org.cunlu.orders.reconciling;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.PaidByGateway;

/** Where a gateway's bill and we do not say the same of a day. It asks only, and changes nothing. */
@Singleton
class Comparing {
    private final PaidByGateway paid;
    private final BilledTable billed;

    Comparing(PaidByGateway paid, BilledTable billed) {
        this.paid = paid;
        this.billed = billed;
    }

    /** One number of which bill and we tell otherwise. @param fen at stake */
    record Difference(MoneyTickets.Kind kind, Kind of, String number, long fen, String facts) {}

    /** @param billId of the bill, whose rows are kept already */
    List<Difference> compare(String gateway, LocalDate day, String billId, List<Row> rows) {
        var differences = new ArrayList<Difference>();
        List<Row> payments =
                rows.stream().filter(row -> row.kind() == Kind.PAYMENT).toList();
        List<Row> refunds =
                rows.stream().filter(row -> row.kind() == Kind.REFUND).toList();
        twice(gateway, billId, rows, differences);
        payments(gateway, payments, differences);
        refunds(gateway, refunds, differences);
        missingThere(gateway, day, differences);
        return differences;
    }

    private void twice(String gateway, String billId, List<Row> rows, List<Difference> differences) {
        var seen = new HashSet<String>();
        Set<String> before = billed.elsewhere(gateway, billId);
        for (Row row : rows) {
            if (!seen.add(row.kind() + row.number()) || before.contains(row.kind() + row.number())) {
                differences.add(new Difference(
                        MoneyTickets.Kind.BILL_TWICE, row.kind(), row.number(), row.fen(), "bill tells of it twice"));
            }
        }
    }

    private void payments(String gateway, List<Row> rows, List<Difference> differences) {
        Map<String, PaidByGateway.Payment> ours = paid.payments(gateway, numbers(rows)).stream()
                .collect(Collectors.toMap(PaidByGateway.Payment::paymentId, Function.identity()));
        for (Row row : rows) {
            PaidByGateway.Payment own = ours.get(row.number());
            if (own == null) {
                differences.add(missingHere(row));
            } else if (!own.settled()) {
                differences.add(state(row, "bill: paid, here: not paid"));
            } else if (own.paidFen() != row.fen()) {
                differences.add(amount(row, own.paidFen()));
            }
        }
    }

    private void refunds(String gateway, List<Row> rows, List<Difference> differences) {
        Map<String, PaidByGateway.Refund> ours = paid.refunds(gateway, numbers(rows)).stream()
                .collect(Collectors.toMap(PaidByGateway.Refund::refundId, Function.identity()));
        for (Row row : rows) {
            PaidByGateway.Refund own = ours.get(row.number());
            if (own == null) {
                differences.add(missingHere(row));
            } else if (!own.byGateway()) {
                differences.add(state(row, "bill: paid back, here: paid back otherwise as well"));
            } else if (!own.done()) {
                differences.add(state(row, "bill: paid back, here: owed"));
            } else if (own.amountFen() != row.fen()) {
                differences.add(amount(row, own.amountFen()));
            }
        }
    }

    /**
     * What we learn of a refund we learn after it was made, so its bill is of that day or of one before; a payment's bill is
     * of the very day that its gateway named.
     */
    private void missingThere(String gateway, LocalDate day, List<Difference> differences) {
        Instant from = CountyTime.instant(day, LocalTime.MIN);
        Instant to = CountyTime.instant(day.plusDays(1), LocalTime.MIN);
        List<PaidByGateway.Payment> payments = paid.paidBetween(gateway, from, to);
        Set<String> known = billed.billed(
                gateway,
                Kind.PAYMENT,
                payments.stream().map(PaidByGateway.Payment::paymentId).toList());
        payments.stream()
                .filter(payment -> payment.settled() && !known.contains(payment.paymentId()))
                .forEach(
                        payment -> differences.add(missingThere(Kind.PAYMENT, payment.paymentId(), payment.paidFen())));
        List<PaidByGateway.Refund> refunds = paid.refundedBetween(gateway, from, to);
        Set<String> back = billed.billed(
                gateway,
                Kind.REFUND,
                refunds.stream().map(PaidByGateway.Refund::refundId).toList());
        refunds.stream()
                .filter(refund -> refund.done() && !back.contains(refund.refundId()))
                .forEach(refund -> differences.add(missingThere(Kind.REFUND, refund.refundId(), refund.amountFen())));
    }

    private static Set<String> numbers(List<Row> rows) {
        return rows.stream().map(Row::number).collect(Collectors.toSet());
    }

    private static Difference missingThere(Kind of, String number, long fen) {
        return new Difference(
                MoneyTickets.Kind.BILL_MISSING_THERE, of, number, fen, "here: " + fen + " fen, bill: nothing");
    }

    private static Difference missingHere(Row row) {
        return new Difference(
                MoneyTickets.Kind.BILL_MISSING_HERE,
                row.kind(),
                row.number(),
                row.fen(),
                "bill: " + row.fen() + " fen, gateway's number " + row.gatewayNo() + ", here: nothing");
    }

    private static Difference state(Row row, String what) {
        return new Difference(MoneyTickets.Kind.BILL_STATE_DIFFERS, row.kind(), row.number(), row.fen(), what);
    }

    private static Difference amount(Row row, long own) {
        return new Difference(
                MoneyTickets.Kind.BILL_AMOUNT_DIFFERS,
                row.kind(),
                row.number(),
                Math.abs(Math.subtractExact(row.fen(), own)),
                "bill: " + row.fen() + " fen, here: " + own + " fen");
    }
}
