package org.cunlu.catalog.offering;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes over the wire, to whom. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfferPagesTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final String SELLER_PHONE = "13900001111";
    private static final String BUYER_PHONE = "13900002222";
    private static final String PASSWORD = "orange-grove-4711";

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    Accounts accounts;

    @Inject
    @Client("/")
    HttpClient http;

    private String seller;
    private String buyer;
    private Offer mine;
    private Offer others;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("offerpages", Server.DATABASE);
    }

    @BeforeAll
    void openShops() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            loading.load(csv, false, "tester");
        }
        String account = accounts.register(SELLER_PHONE, PASSWORD, "罗桂香");
        accounts.grant(account, new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-ZHONGCHENG-01")), "system");
        accounts.register(BUYER_PHONE, PASSWORD, "周晓梅");
        seller = token(SELLER_PHONE);
        buyer = token(BUYER_PHONE);
        List<Offer> all = offers.all(null, 1_000).items();
        mine = all.stream()
                .filter(offer -> offer.sellerCode().equals("S-ZHONGCHENG-01"))
                .findFirst()
                .orElseThrow();
        others = all.stream()
                .filter(offer -> offer.sellerCode().equals("S-GONGXIAO"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anybodyMayLook() {
        var offer = ask(HttpMethod.GET, "/api/shop/offers/" + mine.id(), null, null);
        assertThat(offer.status()).isEqualTo(200);
        assertThat(offer.body()).contains("\"id\":\"" + mine.id() + "\"", "\"sourceNodes\":[\"500233114201\"]");
        assertThat(ask(HttpMethod.GET, "/api/shop/brands", null, null).body())
                .contains("\"code\":\"B-ZHONGCHENG\"", "\"name\":\"忠橙\"");
        assertThat(ask(HttpMethod.GET, "/api/shop/categories", null, null).body())
                .contains("\"code\":\"PESTICIDE\"");
        for (String odd : List.of("0000000000000", "x", "%27%20OR%201%3D1", "%E6%A9%99")) {
            assertThat(ask(HttpMethod.GET, "/api/shop/offers/" + odd, null, null)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatIsLeftOfAQuotaIsNotForEverybody() {
        assertThat(ask(HttpMethod.GET, "/api/shop/offers/" + mine.id(), null, null)
                        .body())
                .contains("\"brandRight\":{\"standing\":\"FREE\"")
                .doesNotContain("\"left\"", "authorizationId");
    }

    @Test
    void aSellerChangesHisOwnOfferAndNobodyElseDoes() {
        String price = "/api/seller/offers/" + mine.id() + "/price";
        assertThat(ask(HttpMethod.PUT, price, seller, "{\"priceFen\":4321}").body())
                .contains("\"priceFen\":4321");
        assertThat(ask(HttpMethod.PUT, price, buyer, "{\"priceFen\":1}").status())
                .isEqualTo(404);
        assertThat(ask(HttpMethod.PUT, price, null, "{\"priceFen\":1}").status())
                .isEqualTo(401);
        var refused = ask(HttpMethod.PUT, "/api/seller/offers/" + others.id() + "/price", seller, "{\"priceFen\":1}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).contains("\"code\":\"not-found\"");
        assertThat(offers.find(List.of(mine.id())).get(mine.id()).priceFen()).isEqualTo(4321);
    }

    @Test
    void aSellerWithdrawsAndPublishes() {
        String offer = "/api/seller/offers/" + mine.id();
        assertThat(ask(HttpMethod.POST, offer + "/withdraw", seller, "").body()).contains("\"onSale\":false");
        assertThat(ask(HttpMethod.GET, "/api/shop/offers/" + mine.id(), null, null)
                        .body())
                .contains("\"onSale\":false");
        assertThat(ask(HttpMethod.POST, offer + "/publish", seller, "").body()).contains("\"onSale\":true");
        assertThat(ask(HttpMethod.POST, "/api/seller/offers/" + others.id() + "/withdraw", seller, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void categoriesAreATreeWithoutCirclesWhoseBranchesMoveWhole() {
        String operator = accounts.register("13900003333", PASSWORD, "秦政");
        accounts.grant(operator, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500233")), "system");
        String county = token("13900003333");
        assertThat(category(county, "T-FOOD", null).body()).contains("\"path\":\"/T-FOOD/\"");
        category(county, "T-FRUIT", "T-FOOD");
        assertThat(category(county, "T-ORANGE", "T-FRUIT").body()).contains("\"path\":\"/T-FOOD/T-FRUIT/T-ORANGE/\"");
        for (String below : List.of("T-FOOD", "T-FRUIT", "T-ORANGE")) {
            var refused = category(county, "T-FOOD", below);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("category-cycle");
        }
        assertThat(category(county, "T-FRUIT", "T-NONE").body()).contains("category-unknown");
        assertThat(category(seller, "T-FOOD", null).status()).isEqualTo(404);
        category(county, "T-FRESH", null);
        category(county, "T-FRUIT", "T-FRESH");
        assertThat(ask(HttpMethod.GET, "/api/shop/categories", null, null).body())
                .contains("\"path\":\"/T-FRESH/T-FRUIT/T-ORANGE/\"")
                .doesNotContain("/T-FOOD/T-FRUIT/");
    }

    private Answer category(String token, String code, String parent) {
        return ask(
                HttpMethod.PUT,
                "/api/county/categories/" + code,
                token,
                "{\"name\":\"类目\"" + (parent == null ? "}" : ",\"parentCode\":\"" + parent + "\"}"));
    }

    @Test
    void anUnfitPriceIsRefusedInWords() {
        String price = "/api/seller/offers/" + mine.id() + "/price";
        for (String body : List.of(
                "{\"priceFen\":0}",
                "{\"priceFen\":10000001}",
                "{\"priceFen\":-5}",
                "{\"priceFen\":1e30}",
                "{\"priceFen\":\"x\"}",
                "{\"priceFen\":null}",
                "{}",
                "[]",
                "{",
                "{\"priceFen\":1,\"version\":2}")) {
            var answer = ask(HttpMethod.PUT, price, seller, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("urn:cunlu:problem:");
        }
    }

    private record Answer(int status, String body) {}

    private Answer ask(HttpMethod method, String path, String token, String body) {
        var request = HttpRequest.create(method, path).body(body == null ? "" : body);
        if (body != null) {
            request.contentType("application/json");
        }
        if (token != null) {
            request.bearerAuth(token);
        }
        try {
            var answer = http.toBlocking().exchange(request, Argument.STRING, Argument.STRING);
            return new Answer(answer.code(), answer.body());
        } catch (HttpClientResponseException e) {
            return new Answer(
                    e.getStatus().getCode(),
                    e.getResponse().getBody(String.class).orElse(""));
        }
    }

    private String token(String phone) {
        var request = HttpRequest.POST("/api/auth/sign-in", Map.of("phone", phone, "password", PASSWORD));
        return (String) http.toBlocking().retrieve(request, Map.class).get("accessToken");
    }
}
