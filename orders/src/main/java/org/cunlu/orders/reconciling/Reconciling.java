package org.cunlu.orders.reconciling;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.BillDesk.Bill;
import org.cunlu.orders.GatewayBills;
import org.cunlu.orders.GatewayBills.Kind;
import org.cunlu.orders.GatewayBills.Row;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.PaidByGateway;
import org.cunlu.orders.PaymentGateway;

/**
 * Takes a gateway's bill of a day, compares it with us, and opens a ticket for each difference, in one transaction. The same
 * file again changes nothing; another file of the same day is its new version and counts from then on.
 */
@Singleton
class Reconciling {
    /** Who loaded what the gateway itself gave us, whoever asked for it. */
    private static final String SYSTEM = "system";

    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,64}");

    private final List<GatewayBills> gateways;
    private final BillTable bills;
    private final Comparing comparing;
    private final PaidByGateway paid;
    private final MoneyTickets tickets;
    private final Trail trail;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;
    private final String countyCode;

    Reconciling(
            List<GatewayBills> gateways,
            BillTable bills,
            Comparing comparing,
            PaidByGateway paid,
            MoneyTickets tickets,
            Trail trail,
            Transactions transactions,
            Ids ids,
            WallTime time,
            @Value("${cunlu.county.code}") String countyCode) {
        this.gateways = List.copyOf(gateways);
        this.bills = bills;
        this.comparing = comparing;
        this.paid = paid;
        this.tickets = tickets;
        this.trail = trail;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
        this.countyCode = countyCode;
    }

    /** @throws ProblemException 503 {@code gateway-unavailable}; as {@link #take} */
    Bill fetch(String gateway, LocalDate day, String by) {
        GatewayBills source = ended(gateway, day);
        try {
            Optional<byte[]> file = source.bill(day);
            return kept(source, day, file.orElseGet(() -> new byte[0]), SYSTEM, by);
        } catch (PaymentGateway.Unavailable e) {
            throw ProblemException.of(
                    503, "gateway-unavailable", "支付通道的对账单取不到 · The gateway's bill cannot be had", null);
        }
    }

    /**
     * @param file as the gateway gives it out
     * @throws ProblemException 404 for a gateway without bills; 400 {@code day-not-over}, {@code bill-unreadable}; 413; 409 {@code
     *     bill-fetched} for another file than the one that the gateway itself gave us
     */
    Bill take(String gateway, LocalDate day, byte[] file, String by) {
        if (file.length > GatewayBills.BYTES_MAX) {
            throw ProblemException.of(413, "bill-too-big", "对账单太大 · The bill is too big", null);
        }
        if (file.length == 0) {
            throw unreadable("empty");
        }
        return kept(ended(gateway, day), day, file, by, by);
    }

    private GatewayBills ended(String gateway, LocalDate day) {
        GatewayBills source = gateways.stream()
                .filter(found -> found.code().equalsIgnoreCase(gateway))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        if (!CountyTime.usual(day) || !day.isBefore(CountyTime.date(time.now()))) {
            throw ProblemException.invalid("day", "day-not-over", "这一天还没有结束 · That day is not over");
        }
        return source;
    }

    /** An empty file is the gateway's word that it has none. */
    private Bill kept(GatewayBills source, LocalDate day, byte[] file, String from, String by) {
        List<Row> rows = rows(source, day, file);
        try {
            return transactions.run(() -> keep(source.code(), day, file, rows, from, by));
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isPresent()) {
                // Another instance took it at the same moment.
                return transactions.run(() -> keep(source.code(), day, file, rows, from, by));
            }
            throw e;
        }
    }

    private static List<Row> rows(GatewayBills source, LocalDate day, byte[] file) {
        try {
            List<Row> rows = file.length == 0 ? List.of() : source.read(day, file);
            if (!rows.stream().allMatch(row -> NUMBER.matcher(row.number()).matches())) {
                throw unreadable("a number that is none");
            }
            return rows;
        } catch (GatewayBills.BadBill e) {
            throw unreadable(e.getMessage());
        }
    }

    private Bill keep(String gateway, LocalDate day, byte[] file, List<Row> rows, String from, String by) {
        Optional<Bill> before = bills.newest(gateway, day);
        String hash = hash(file);
        if (before.filter(bill -> bill.hash().equals(hash)).isPresent()) {
            return confirmed(before.get(), from);
        }
        if (!from.equals(SYSTEM) && before.filter(Reconciling::fetched).isPresent()) {
            throw ProblemException.of(
                    409, "bill-fetched", "这一天已有通道的对账单 · The gateway itself gave us the bill of that day", null);
        }
        var bill = new Bill(
                ids.next(),
                countyCode,
                gateway,
                day,
                before.map(Bill::version).orElse(0) + 1,
                hash,
                file.length,
                rows.size(),
                sum(rows, Kind.PAYMENT),
                sum(rows, Kind.REFUND),
                0,
                null,
                from,
                time.now());
        bills.insert(bill, rows);
        List<Comparing.Difference> differences = comparing.compare(gateway, day, bill.billId(), rows);
        differences.forEach(difference -> open(bill, difference));
        bills.differ(bill.billId(), differences.size());
        paid.askNow(unknown(differences, Kind.PAYMENT), unknown(differences, Kind.REFUND));
        trail.record(by, "orders.bill-compared", bill.billId(), null, gateway + " " + day + " " + differences.size());
        return bills.newest(gateway, day).orElseThrow();
    }

    /** What somebody brought and the gateway gives out too is the gateway's from then on. */
    private Bill confirmed(Bill bill, String from) {
        if (!from.equals(SYSTEM) || fetched(bill)) {
            return bill;
        }
        bills.confirm(bill.billId(), SYSTEM);
        return bills.newest(bill.gateway(), bill.day()).orElseThrow();
    }

    private static boolean fetched(Bill bill) {
        return bill.loadedBy().equals(SYSTEM);
    }

    /** What happened there and is not known here is asked for at once: most differences end by that. */
    private static List<String> unknown(List<Comparing.Difference> differences, Kind kind) {
        return differences.stream()
                .filter(difference ->
                        difference.kind() == MoneyTickets.Kind.BILL_STATE_DIFFERS && difference.of() == kind)
                .map(Comparing.Difference::number)
                .toList();
    }

    private void open(Bill bill, Comparing.Difference difference) {
        String number =
                difference.number().substring(0, Math.min(difference.number().length(), 32));
        tickets.open(new MoneyTickets.Wanted(
                countyCode,
                difference.kind(),
                bill.gateway() + ":" + bill.day() + ":" + number,
                difference.fen(),
                difference.of() + " " + number + " in bill " + bill.billId() + ": " + difference.facts()));
    }

    List<String> gateways() {
        return gateways.stream().map(GatewayBills::code).sorted().toList();
    }

    List<Bill> list(List<String> counties, String before, int limit) {
        return counties.isEmpty() ? List.of() : transactions.read(() -> bills.of(counties, before, limit));
    }

    /** @return days of each gateway that ended within the last week, saw money or followed such a day, and have no bill that the gateway gave us */
    void fetchMissing(int days) {
        LocalDate today = CountyTime.date(time.now());
        for (GatewayBills gateway : gateways) {
            var first = transactions.read(() -> Optional.ofNullable(paid.first(gateway.code())));
            if (first.isEmpty()) {
                continue;
            }
            LocalDate from = CountyTime.date(first.get());
            for (LocalDate day = today.minusDays(days); day.isBefore(today); day = day.plusDays(1)) {
                LocalDate each = day;
                boolean known = transactions
                        .read(() -> bills.newest(gateway.code(), each))
                        .filter(Reconciling::fetched)
                        .isPresent();
                if (!known && !each.isBefore(from)) {
                    fetch(gateway.code(), each, SYSTEM);
                }
            }
        }
    }

    private static long sum(List<Row> rows, Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).map(Row::fen).reduce(0L, Math::addExact);
    }

    private static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256", e);
        }
    }

    private static ProblemException unreadable(String why) {
        return ProblemException.invalid("file", "bill-unreadable", "不是这一天的对账单 · Not a bill of that day: " + why);
    }
}
