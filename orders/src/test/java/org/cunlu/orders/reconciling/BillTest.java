package org.cunlu.orders.reconciling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.BillDesk.Bill;
import org.cunlu.orders.GatewayBills;
import org.cunlu.orders.paying.AskingByHand;
import org.cunlu.orders.paying.RefundingByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sandbox's bill of a day against our books: what differs is a ticket, and the same file twice is one bill. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillTest implements TestPropertyProvider {
    private static final String OPERATOR = "op1 COUNTY_OPERATOR:SUBTREE:500233";

    @Inject
    Shop shop;

    @Inject
    Reconciling reconciling;

    @Inject
    AskingByHand asking;

    @Inject
    RefundingByHand refunding;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    WallTime time;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Inject
    StandInSecondFactor factors;

    @Inject
    List<GatewayBills> gateways;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("bills");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aDayThatAgreesHasNoDifferenceAndItsFileCountsOnce() throws Exception {
        Paid kept = paid(Map.of());
        Paid cancelled = paid(Map.of());
        shop.cancel(cancelled.buyer(), shop.orderIds(cancelled.group()).getFirst(), shop.key())
                .is(200);
        refunding.run();
        LocalDate day = was(2);
        var bills = Rivals.all(4, rival -> reconciling.fetch("sandbox", day, "op1"));
        assertThat(bills.stream().map(Bill::billId).distinct()).hasSize(1);
        Bill bill = bills.getFirst();
        assertThat(bill.differences()).isZero();
        assertThat(bill.lines()).isEqualTo(3);
        assertThat(bill.paidFen()).isEqualTo(kept.fen() + cancelled.fen());
        assertThat(bill.backFen()).isEqualTo(cancelled.fen());
        var again = shop.send(OPERATOR, "POST", "/api/county/bills/SANDBOX/" + day + "/fetch", null, null)
                .is(200);
        assertThat(again.text("billId")).isEqualTo(bill.billId());
        assertThat(shop.get(OPERATOR, "/api/county/bills").is(200).raw()).contains(bill.billId());
        assertThat(shop.count("ker_trail WHERE act = 'orders.bill-compared' AND subject = ?", bill.billId()))
                .isEqualTo(1);
    }

    @Test
    void everyDifferenceIsATicketAndWhatWasNotKnownIsAskedFor() {
        Paid missingThere = paid(Map.of());
        Paid amount = paid(Map.of());
        Paid twice = paid(Map.of());
        Paid silent = unheard();
        LocalDate day = was(3);
        String unknown = shop.buyer();
        byte[] file = file(
                day,
                row(amount.payment(), amount.fen() + 1),
                row(twice.payment(), twice.fen()),
                row(twice.payment(), twice.fen()),
                row(silent.payment(), silent.fen()),
                row(unknown, 77));
        Bill bill = reconciling.take("SANDBOX", day, file, "op1");
        assertThat(bill.differences()).isEqualTo(5);
        assertThat(tickets(day))
                .containsExactlyInAnyOrder(
                        "BILL_MISSING_THERE " + missingThere.payment(),
                        "BILL_AMOUNT_DIFFERS " + amount.payment(),
                        "BILL_TWICE " + twice.payment(),
                        "BILL_STATE_DIFFERS " + silent.payment(),
                        "BILL_MISSING_HERE " + unknown);
        asking.run();
        assertThat(shop.state(shop.orderIds(silent.group()).getFirst())).isEqualTo("OPEN PAID ALLOCATED");
        // The right file follows: nothing differs any more, and the tickets wait for a person.
        transactions.run(() -> sql.change(
                "UPDATE ord_payment SET gateway_paid_at = gateway_paid_at - INTERVAL 3 DAY WHERE payment_id = ?",
                silent.payment()));
        Bill right = reconciling.take(
                "SANDBOX",
                day,
                file(
                        day,
                        row(missingThere.payment(), missingThere.fen()),
                        row(amount.payment(), amount.fen()),
                        row(twice.payment(), twice.fen()),
                        row(silent.payment(), silent.fen())),
                "op1");
        assertThat(right.differences()).isZero();
        assertThat(right.version()).isEqualTo(2);
        assertThat(tickets(day)).hasSize(5);
        resolveOne();
    }

    private void resolveOne() {
        var open = shop.get(OPERATOR, "/api/county/money-tickets?limit=1").is(200);
        String ticket = open.body().get("items").get(0).get("ticketId").getStringValue();
        shop.send(OPERATOR, "POST", "/api/county/money-tickets/" + ticket + "/take", null, null)
                .is(200);
        shop.send(
                        OPERATOR,
                        "POST",
                        "/api/county/money-tickets/" + ticket + "/resolve",
                        null,
                        Map.of("note", "the gateway sent a wrong file"))
                .is(200);
        var whole = shop.get(OPERATOR, "/api/county/money-tickets/" + ticket).is(200);
        assertThat(whole.body().get("ticket").get("owner").getStringValue()).isEqualTo("op1");
        assertThat(whole.body().get("history").size()).isEqualTo(3);
        shop.get("op9 COUNTY_OPERATOR:SUBTREE:500234", "/api/county/money-tickets/" + ticket)
                .is(404);
    }

    @Test
    void aDayThatIsNotOverAnotherGatewayAndWhatIsNoBillAreRefused() {
        LocalDate today = CountyTime.date(time.now());
        refused("day-not-over", () -> reconciling.fetch("SANDBOX", today, "op1"));
        refused("day-not-over", () -> reconciling.fetch("SANDBOX", LocalDate.MAX, "op1"));
        refused("not-found", () -> reconciling.fetch("GOLD", today.minusDays(1), "op1"));
        LocalDate day = today.minusDays(20);
        String good = new String(file(day, row(shop.buyer(), 5)), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                "x",
                good.replace("CUNLU-500233", "CUNLU-500234"),
                good.replace(day.toString(), day.minusDays(1).toString()),
                good.replace("END,1,5", "END,1,6"),
                good.replace("END,1,5\n", ""),
                good.replace(",5\nEND,1,5", ",-5\nEND,1,-5"),
                good.replace("PAYMENT", "GIFT"))) {
            refused(
                    "bill-unreadable",
                    () -> reconciling.take("SANDBOX", day, bad.getBytes(StandardCharsets.UTF_8), "op1"));
        }
        refused("bill-too-big", () -> reconciling.take("SANDBOX", day, new byte[GatewayBills.BYTES_MAX + 1], "op1"));
        assertThat(shop.count("ord_bill WHERE bill_day = ?", day)).isZero();
    }

    @Test
    void whatSomebodyBroughtGivesWayToWhatTheGatewayGivesAndNeverTheOtherWayRound() {
        Paid kept = paid(Map.of());
        LocalDate day = was(1);
        byte[] forged = file(day, row(kept.payment(), kept.fen() + 7));
        assertThat(reconciling.take("SANDBOX", day, forged, "op1").differences())
                .isEqualTo(1);
        byte[] genuine = gateways.stream()
                .filter(gateway -> gateway.code().equals("SANDBOX"))
                .findFirst()
                .flatMap(gateway -> gateway.bill(day))
                .orElseThrow();
        assertThat(reconciling.take("SANDBOX", day, genuine, "op1").differences())
                .isZero();
        assertThat(loaded(day)).containsExactly("1 op1", "2 op1");
        reconciling.fetchMissing(1);
        assertThat(loaded(day)).as("it is the same file").containsExactly("1 op1", "2 system");
        refused("bill-fetched", () -> reconciling.take("SANDBOX", day, forged, "op1"));
        assertThat(reconciling.take("SANDBOX", day, genuine, "op1").version()).isEqualTo(2);
        assertThat(loaded(day)).containsExactly("1 op1", "2 system");
    }

    @Test
    void aFileIsTakenFromTheCountysOwnWithASecondFactorOnly() throws IOException {
        factors.enrol("op1", "op9");
        LocalDate day = CountyTime.date(time.now()).minusDays(30);
        byte[] file = file(day);
        upload("op3 COUNTY_OPERATOR:SUBTREE:500233", day, file).is(403, "second-factor-needed");
        String elsewhere = "op9 COUNTY_OPERATOR:SUBTREE:500234";
        upload(elsewhere, day, file).is(404, "not-found");
        shop.send(elsewhere, "POST", "/api/county/bills/SANDBOX/" + day + "/fetch", null, null)
                .is(404, "not-found");
        assertThat(loaded(day)).isEmpty();
        upload(OPERATOR, day, file).is(200);
        upload(OPERATOR, day, file).is(200);
        assertThat(loaded(day)).containsExactly("1 op1");
        reconciling.fetch("SANDBOX", day, "op1");
        assertThat(loaded(day)).containsExactly("1 op1", "2 system");
    }

    private Shop.Answer upload(String who, LocalDate day, byte[] file) throws IOException {
        return shop.answer(HttpRequest.newBuilder(shop.uri("/api/county/bills/SANDBOX/" + day))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .header("Content-Type", "text/csv")
                .header("X-Caller", who));
    }

    /** @return version and who loaded it */
    private List<String> loaded(LocalDate day) {
        return transactions.read(() -> sql.list(
                "SELECT version, loaded_by FROM ord_bill WHERE bill_day = ? ORDER BY version",
                row -> row.integer("version") + " " + row.string("loaded_by"),
                day));
    }

    private record Paid(String buyer, String group, String payment, long fen) {}

    private Paid paid(Map<String, Object> how) {
        Paid started = started(how);
        await().untilAsserted(() -> assertThat(
                        shop.count("ord_payment WHERE payment_id = ? AND status = 'CAPTURED'", started.payment()))
                .isEqualTo(1));
        return started;
    }

    /** Paid, and we are never told. */
    private Paid unheard() {
        return started(Map.of("silent", true));
    }

    private Paid started(Map<String, Object> how) {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
        var started = shop.startPaying(buyer, group).is(201);
        shop.wallet(started.text("chargeId"), how).is(202);
        return new Paid(buyer, group, started.text("paymentId"), started.number("amountFen"));
    }

    /** All of today was so many days ago, for us and for the gateway. */
    private LocalDate was(int days) {
        LocalDate today = CountyTime.date(time.now());
        transactions.run(() -> {
            for (String column : List.of(
                    "ord_payment.gateway_paid_at",
                    "ord_refund.made_at",
                    "ord_sandbox_charge.paid_at",
                    "ord_sandbox_refund.made_at")) {
                String table = column.substring(0, column.indexOf('.'));
                String name = column.substring(column.indexOf('.') + 1);
                sql.change("UPDATE " + table + " SET " + name + " = " + name + " - INTERVAL " + days + " DAY WHERE "
                        + name + " > CURRENT_TIMESTAMP(3) - INTERVAL 10 MINUTE");
            }
        });
        return today.minusDays(days);
    }

    private static GatewayBills.Row row(String payment, long fen) {
        return new GatewayBills.Row(GatewayBills.Kind.PAYMENT, payment, "C" + payment, fen);
    }

    private static byte[] file(LocalDate day, GatewayBills.Row... rows) {
        var lines = new ArrayList<String>(List.of("merchant,day,kind,number,gateway_no,fen"));
        long sum = 0;
        for (GatewayBills.Row row : rows) {
            lines.add("CUNLU-500233," + day + "," + row.kind() + "," + row.number() + "," + row.gatewayNo() + ","
                    + row.fen());
            sum += row.fen();
        }
        lines.add("END," + rows.length + "," + sum);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<String> tickets(LocalDate day) {
        String start = "SANDBOX:" + day + ":";
        return transactions.read(() -> sql.list(
                "SELECT kind, subject FROM ord_money_ticket WHERE subject LIKE ?",
                row -> row.string("kind") + " " + row.string("subject").substring(start.length()),
                start + "%"));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
