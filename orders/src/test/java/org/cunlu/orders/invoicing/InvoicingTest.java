package org.cunlu.orders.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.standin.Delivered;
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

    private Answer ask(String buyer, String order) {
        return shop.send(buyer, "PUT", "/api/shop/orders/" + order + "/invoice", null, Map.of("title", "张三"));
    }

    private String file() throws Exception {
        var request = HttpRequest.newBuilder(shop.uri("/api/county/settlement/invoices"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("X-Caller", "op1 COUNTY_OPERATOR:SUBTREE:500233");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
