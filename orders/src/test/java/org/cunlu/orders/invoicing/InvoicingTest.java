package org.cunlu.orders.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was delivered is handed over once; what was not stands in nobody's way, and what was cancelled is not asked for. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvoicingTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    StandInSecondFactor factors;

    @Inject
    InvoiceTable table;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    OrderBook book;

    @Inject
    Ledger ledger;

    @Inject
    Refunds refunds;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("invoicing");
    }

    @Test
    void whatIsDeliveredIsHandedOverOnceAndWhatIsNotStandsInNobodysWay() throws Exception {
        factors.enrol("op1");
        Offer rice = shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L));
        String buyer = shop.buyer();
        String waiting = delivered.paid(buyer, rice, 1);
        String here = delivered.online(buyer, rice, 1);
        ask(buyer, waiting).is(200);
        ask(buyer, here).is(200);
        ask(shop.buyer(), here).is(404, "not-found");
        List<InvoiceTable.Wanted> first = transactions.read(() -> table.asked("500233", 1));
        assertThat(first).extracting(InvoiceTable.Wanted::orderId).containsExactly(here);
        assertThat(file()).contains(here).doesNotContain(waiting);
        ask(buyer, here).is(409, "invoice-exported");
        assertThat(file()).doesNotContain(here).doesNotContain(waiting);
        delivered.deliver(waiting);
        assertThat(file()).contains(waiting).doesNotContain(here);
    }

    @Test
    void whatIsCancelledIsNotAskedFor() {
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 1);
        ask(buyer, order).is(200);
        shop.cancel(buyer, order, shop.key()).is(200);
        ask(buyer, order).is(409, "order-cancelled");
    }

    @Test
    void whatGoesBackAfterTheBlueOneIsInRedOnesThatNameItAndTogetherTheyComeToWhatIsLeft() throws Exception {
        factors.enrol("op1");
        String buyer = shop.buyer();
        String id = delivered.online(buyer, shop.offer("S1", 1_001, Map.of(StandInNetwork.HUB, 10L)), 3);
        Order order = transactions.read(() -> book.order(id)).orElseThrow();
        takeBack(order, "I-1", 1, 1_001, 0);
        ask(buyer, id).is(200);
        String blue = rows(file(), id).getFirst();
        assertThat(blue).contains(",2,20.02,13.0,2.30,").contains("蓝字 blue");
        String paper = blue.split(",")[10];
        assertThat(rows(file(), id)).isEmpty();
        takeBack(order, "I-2", 0, 500, 0);
        List<String> files = Rivals.all(2, _ -> file());
        List<String> red =
                files.stream().flatMap(text -> rows(text, id).stream()).toList();
        assertThat(red).hasSize(1);
        assertThat(red.getFirst()).contains(",0,-5.00,13.0,-0.57,红字 red,").endsWith("," + paper);
        takeBack(order, "I-3", 2, 1_502, order.freightFen());
        assertThat(file()).contains(",-2,-15.02,13.0,-1.73,红字 red,").contains("运费 carriage,-1,");
        assertThat(shop.sum("SELECT SUM(fen) + SUM(tax_fen) AS fen FROM ord_invoice_paper_line WHERE order_id = ?", id))
                .isZero();
        assertThat(rows(file(), id)).isEmpty();
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatGoesBackOfAnOrderThatWasHandedOverBeforePapersWereKeptIsInARedOneThatNamesTheOrder() throws Exception {
        factors.enrol("op1");
        String buyer = shop.buyer();
        String id = delivered.online(buyer, shop.offer("S1", 1_001, Map.of(StandInNetwork.HUB, 10L)), 3);
        Order order = transactions.read(() -> book.order(id)).orElseThrow();
        takeBack(order, "O-1", 1, 1_001, 0);
        ask(buyer, id).is(200);
        assertThat(rows(file(), id)).singleElement().asString().contains(",'=1+1|张三,");
        transactions.run(() -> {
            sql.change("DELETE FROM ord_invoice_paper_line WHERE order_id = ?", id);
            sql.change("DELETE FROM ord_invoice_paper WHERE order_id = ?", id);
            sql.change("UPDATE ord_reversal SET reversed_at = reversed_at - INTERVAL 2 DAY WHERE order_id = ?", id);
            sql.change("UPDATE ord_invoice SET exported_at = exported_at - INTERVAL 1 DAY WHERE order_id = ?", id);
        });
        assertThat(rows(file(), id)).as("nothing went back since").isEmpty();
        takeBack(order, "O-2", 1, 1_001, order.freightFen());
        List<String> files = Rivals.all(2, _ -> file());
        List<String> red =
                files.stream().flatMap(text -> rows(text, id).stream()).toList();
        assertThat(red).hasSize(1);
        assertThat(red.getFirst()).contains(",-1,-10.01,13.0,-1.15,红字 red,").endsWith("," + id);
        takeBack(order, "O-3", 1, 1_001, 0);
        assertThat(rows(file(), id))
                .singleElement()
                .asString()
                .contains(",-1,-10.01,")
                .endsWith("," + id);
        assertThat(shop.sum("SELECT SUM(fen) + SUM(tax_fen) AS fen FROM ord_invoice_paper_line WHERE order_id = ?", id))
                .isZero();
        assertThat(audit.violations()).isEmpty();
    }

    private static List<String> rows(String file, String order) {
        return file.lines()
                .filter(line -> line.startsWith(order) && !line.contains("运费"))
                .toList();
    }

    private void takeBack(Order order, String cause, int pieces, long fen, long freight) {
        var part = new Reversal.Part(1, pieces, fen);
        transactions.run(() -> {
            book.lock(order.groupId());
            ledger.reversed(order, new Reversal(cause, List.of(part), freight, Reversal.Fault.SELLER, null));
            refunds.owePart(order, fen + freight, OrderStep.Why.AFTER_SALES);
        });
    }

    private Answer ask(String buyer, String order) {
        return shop.send(buyer, "PUT", "/api/shop/orders/" + order + "/invoice", null, Map.of("title", "=1+1|张三"));
    }

    private String file() {
        var request = HttpRequest.newBuilder(shop.uri("/api/county/settlement/invoices"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("X-Caller", "op1 COUNTY_OPERATOR:SUBTREE:500233");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
