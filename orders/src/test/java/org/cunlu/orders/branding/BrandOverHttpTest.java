package org.cunlu.orders.branding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A brand's owner and the county over HTTP: what comes in by which shape, and what is asked for first. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrandOverHttpTest implements TestPropertyProvider {
    private static final String OWNER = "o BRAND_OWNER:BRAND:" + BrandShop.BRAND;
    private static final String RIGHTS = "/api/brand/authorizations";
    private static final byte[] PDF = "%PDF-1.7 a certificate".getBytes(StandardCharsets.US_ASCII);

    @Inject
    Shop shop;

    @Inject
    BrandShop brands;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("brandoverhttp");
    }

    @Test
    void aProposalIsOneForItsKeyAndItsCertificateComesBackAsItWasHandedInToBeKeptNotShown() throws Exception {
        brands.authorized("S0", Unit.PIECES, 1);
        transactions.run(() -> sql.change("INSERT INTO cat_seller (code, name, kind, home_node) VALUES ('S1', '合作社',"
                + " 'COOPERATIVE', 'N') ON DUPLICATE KEY UPDATE name = name"));
        String key = shop.key();
        String id = shop.send(OWNER, "POST", RIGHTS, key, proposal(StandInNetwork.VILLAGE21, 5))
                .is(201)
                .text("authorizationId");
        assertThat(shop.send(OWNER, "POST", RIGHTS, key, proposal(StandInNetwork.VILLAGE21, 5))
                        .is(201)
                        .text("authorizationId"))
                .isEqualTo(id);
        shop.send(OWNER, "POST", RIGHTS, key, proposal(StandInNetwork.VILLAGE21, 6))
                .is(409);
        shop.send(OWNER, "POST", RIGHTS, shop.key(), proposal(StandInNetwork.VILLAGE21, 5))
                .is(409, "authorization-overlaps");
        for (Map<String, Object> wrong : List.of(
                proposal("500233", 5),
                proposal("=1+1", 5),
                proposal(StandInNetwork.VILLAGE21, 0),
                proposal("500299001", 5))) {
            shop.send(OWNER, "POST", RIGHTS, shop.key(), wrong).is(400);
        }
        String file = RIGHTS + "/" + id + "/certificate";
        assertThat(put(file, "application/pdf", "<svg/>".getBytes(StandardCharsets.US_ASCII))
                        .statusCode())
                .isEqualTo(400);
        // What it is called says nothing: its bytes do.
        assertThat(put(file, "image/svg+xml", PDF).statusCode()).isEqualTo(200);
        assertThat(put(file, "application/pdf", PDF).statusCode()).isEqualTo(200);
        var kept = get(file);
        assertThat(kept.body()).isEqualTo(PDF);
        assertThat(kept.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(kept.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + id + ".pdf\"");
        assertThat(kept.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        shop.send("s SELLER:SHOP:S1", "GET", "/api/seller/brand-authorizations", null, null)
                .is(200);
        assertThat(shop.raw("s SELLER:SHOP:S1", "/api/seller/brand-authorizations"))
                .contains(id);
        shop.send("o BRAND_OWNER:BRAND:B-OTHER", "GET", RIGHTS + "/" + id, null, null)
                .is(404);
    }

    @Test
    void whatChangesWhatIsSoldAsksForASecondFactorFirst() {
        String operator = "c COUNTY_OPERATOR:SUBTREE:500233";
        var reason = Map.of("reason", "以次充好");
        String id = brands.authorized("S5", Unit.PIECES, 10);
        String own = "/api/county/brand-authorizations/" + id;
        shop.send(OWNER, "POST", RIGHTS + "/" + id + "/revoke", null, reason).is(403, "second-factor-needed");
        shop.send(OWNER, "PUT", RIGHTS + "/" + id + "/quota", null, Map.of("quota", 5))
                .is(403, "second-factor-needed");
        for (String act : List.of("approve", "decline", "revoke")) {
            shop.send(operator, "POST", own + "/" + act, null, reason).is(403, "second-factor-needed");
        }
        shop.send(operator, "PUT", own + "/quota", null, Map.of("quota", 5, "reason", "少"))
                .is(403, "second-factor-needed");
        shop.send(
                        operator,
                        "PUT",
                        "/api/county/brands/" + BrandShop.BRAND,
                        null,
                        Map.of("originArea", "500233", "ownerName", "协会"))
                .is(403, "second-factor-needed");
        assertThat(shop.send(OWNER, "GET", RIGHTS + "/" + id, null, null)
                        .is(200)
                        .text("state"))
                .isEqualTo("GRANTED");
    }

    private Map<String, Object> proposal(String origin, long quota) {
        LocalDate today = CountyTime.date(clock.instant());
        var body = new HashMap<String, Object>();
        body.put("brandCode", BrandShop.BRAND);
        body.put("sellerCode", "S1");
        body.put("origins", List.of(origin));
        body.put("unit", "PIECES");
        body.put("quota", quota);
        body.put("validFrom", today.toString());
        body.put("validUntil", today.plusDays(9).toString());
        body.put("certificateNo", "C-7");
        return body;
    }

    private HttpResponse<byte[]> put(String path, String type, byte[] body) throws Exception {
        return sent(request(path).header("Content-Type", type).PUT(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return sent(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(shop.uri(path)).header("X-Caller", OWNER);
    }

    private static HttpResponse<byte[]> sent(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }
}
