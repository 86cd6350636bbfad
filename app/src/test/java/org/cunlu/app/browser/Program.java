package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What others do meanwhile, by the API. */
record Program(APIRequestContext api, String url) {
    private static final String BUYER = "13800230001";
    private static final String DISPATCHER = "13800230005";
    private static final String VILLAGE = "500233001001";

    static Program of(Visitor anyone) {
        return new Program(anyone.page().request(), Stage.open().url());
    }

    /** A buyer of a village that the hub serves orders daily goods, to be paid at pickup. @return barcode of the parcel */
    String ordered() {
        String token = signedIn(BUYER);
        String offers =
                api.get(url + "/api/shop/offers?limit=20&direction=DOWN").text();
        String refused = "";
        for (Matcher offer = Pattern.compile("\"id\":\"([^\"]+)\",\"sku\"").matcher(offers); offer.find(); ) {
            String line = url + "/api/shop/cart/lines/" + offer.group(1);
            api.put(line, with(token).setData(Map.of("quantity", 1)));
            String answer = order(token);
            if (answer.contains("\"orderId\"")) {
                return barcode(token, field(answer, "orderId"));
            }
            refused = answer;
            api.delete(line, with(token));
        }
        throw new AssertionError("nothing could be ordered: " + refused);
    }

    private String order(String token) {
        var asked = new HashMap<String, Object>();
        asked.put("destination", Map.of("villageCode", VILLAGE));
        asked.put("payment", "CASH_AT_PICKUP");
        String quote = post("/api/shop/quotes", token, asked);
        if (!quote.contains("\"totalFen\"")) {
            return quote;
        }
        asked.put("quotedTotalFen", Long.parseLong(field(quote, "totalFen")));
        asked.put("recipient", Map.of("name", "周晓梅", "phone", BUYER));
        return post("/api/shop/order-groups", token, asked);
    }

    private String barcode(String token, String order) {
        for (int i = 0; i < 150; i++) {
            String found =
                    api.get(url + "/api/shop/orders/" + order, with(token)).text();
            if (found.contains("\"barcode\":\"")) {
                return field(found, "barcode");
            }
            LockSupport.parkNanos(200_000_000L);
        }
        throw new AssertionError("no parcel came of order " + order);
    }

    /** @return what the dispatcher is told of photos of a parcel */
    String photosOf(String barcode) {
        return api.get(url + "/api/dispatch/photos?of=" + barcode, with(signedIn(DISPATCHER)))
                .text();
    }

    /** The dispatcher names whose session this is for a trip of tomorrow. @return such as {@code B12/2026-11-23} */
    String manned() {
        String driver = field(api.get(url + "/run/sync").text(), "account");
        String token = signedIn(DISPATCHER);
        String day = LocalDate.parse(
                        field(api.get(url + "/api/dispatch/trips", with(token)).text(), "date"))
                .plusDays(1)
                .toString();
        String trips =
                api.get(url + "/api/dispatch/trips?date=" + day, with(token)).text();
        String refused = trips;
        for (Matcher trip = Pattern.compile("\"trip\":\"([^\"]+)\"").matcher(trips); trip.find(); ) {
            String path = "/api/dispatch/trips/" + trip.group(1) + "/crew";
            refused = post(path, token, Map.of("accounts", List.of(driver), "version", 0));
            if (refused.contains("\"accounts\"") && refused.contains("\"version\":1")) {
                return trip.group(1);
            }
        }
        throw new AssertionError("no trip could be manned: " + refused);
    }

    private String signedIn(String phone) {
        return field(
                post("/api/auth/sign-in", null, Map.of("phone", phone, "password", "cunlu-demo-2026")), "accessToken");
    }

    private String post(String path, String token, Map<String, Object> body) {
        var options = token == null ? RequestOptions.create() : with(token);
        return api.post(url + path, options.setData(body)).text();
    }

    private static RequestOptions with(String token) {
        return RequestOptions.create()
                .setHeader("Authorization", "Bearer " + token)
                .setHeader("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(json);
        assertThat(found.find()).as(name + " in " + json).isTrue();
        return found.group(1);
    }
}
