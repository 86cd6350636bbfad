package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeper, warehouse worker and driver do their work with a phone, also where there is no network. */
@Tag("browser")
class StationJourneyTest {
    private static final String KEEPER = "13800230002";
    private static final String WORKER = "13800230003";
    private static final String DRIVER = "13800230004";

    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"PHONE", "DESKTOP_DARK"})
    void aKeeperSeesHisDayAndIsToldWhatIsWrong(Visitor.Kind kind) {
        try (var keeper = Visitor.come(kind)) {
            keeper.signIn(KEEPER, "/station").looks("station-today");
            Page page = keeper.page();
            page.locator(".tile a").first().click();
            keeper.looks("station-list");
            page.locator("nav.tabs a").nth(2).click();
            page.fill("#code", "00000000");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("#trouble")).containsText("取件码不对");
            keeper.looks("station-pickup");
            page.locator("nav.tabs a").nth(3).click();
            keeper.looks("station-drop-off");
            turnsAway(keeper);
            takesBack(keeper);
            page.locator("nav.tabs a[href*='/station/cash']").click();
            assertThat(page.locator("h1")).hasText("现金");
            keeper.looks("station-cash");
            changesShift(keeper);
            page.locator("header a[hreflang=en]").click();
            assertThat(page.locator("h1")).hasText("Cash");
            page.locator("nav.tabs a").nth(1).click();
            page.fill("#code", "NO-SUCH-1");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("#answer")).hasAttribute("data-tone", "bad");
            keeper.looks("station-scan-en").isContent();
        }
    }

    /** Goods that are not taken, with a photo of why; it is not asked for twice where the form was wrong. */
    private static void turnsAway(Visitor keeper) {
        Page page = keeper.page();
        page.fill("#kilograms", "12,5");
        page.fill("#pieces", "3");
        page.locator("main summary").last().click();
        page.fill("#description", "青菜");
        page.fill("#refused", "已变质");
        page.setInputFiles("#photo", new FilePayload("orange.png", "image/png", Pictures.orange()));
        page.locator("main form.entries button[type=submit]").click();
        assertThat(page.locator("#photo-hint")).containsText("不用再拍");
        page.fill("#kilograms", "12.5");
        page.locator("main form.entries button[type=submit]").click();
        assertThat(page.locator(".answer")).containsText("没有收");
        Object wide =
                page.locator(".answer img.proof").evaluate("photo => photo.decode().then(() => photo.naturalWidth)");
        assertThat(wide).isEqualTo(640);
        keeper.looks("station-drop-off-photo");
    }

    /** Somebody brings goods back and his code is wrong; what came home to be inspected is one press away. */
    private static void takesBack(Visitor keeper) {
        Page page = keeper.page();
        page.locator("nav.modes a").nth(1).click();
        page.fill("#code", "0123456789");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("#trouble")).containsText("退货码不对");
        keeper.looks("station-goods-back");
        page.locator("nav.modes a").nth(2).click();
        assertThat(page.locator("h1")).hasText("退回验收");
        keeper.looks("station-inspections");
    }

    /** Four taps beside the typing: begin, choose, to the till, take the cash. */
    @Test
    void aKeeperOrdersForAVillagerWhoPaysInCash() {
        try (var keeper = Visitor.come(Visitor.Kind.PHONE)) {
            keeper.signIn(KEEPER, "/station/orders").looks("station-villager");
            Page page = chosen(keeper);
            keeper.looks("station-goods");
            page.locator("main .panel a.button").click();
            assertThat(page.locator("nav.modes a[aria-current]")).hasText("现金现付");
            keeper.looks("station-till");
            page.locator("form.entries button[type=submit]").click();
            assertThat(page.locator("h1")).hasText("已付款");
            assertThat(page.locator("main")).containsText("收据");
            keeper.looks("station-paid").isContent();
        }
    }

    /** The villager's phone needs no account: the code on the keeper's screen is all. */
    @Test
    void aVillagerPaysByHisOwnPhoneWhatTheKeeperOrders() {
        try (var keeper = Visitor.come(Visitor.Kind.DESKTOP_DARK);
                var villager = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            keeper.signIn(KEEPER, "/station/orders?lang=en");
            Page page = chosen(keeper);
            page.locator("main .panel a.button").click();
            page.locator("nav.modes a").nth(1).click();
            page.locator("form.entries button[type=submit]").click();
            assertThat(page.locator("svg.qr")).isVisible();
            keeper.looks("station-pay-link-en");
            String link = page.locator(".copied").textContent().strip();
            villager.open(link.substring(link.indexOf("/pay/"))).looks("pay-by-link");
            Page phone = villager.page();
            phone.locator("main form button[type=submit]").click();
            phone.locator("main form button[type=submit]").click();
            villager.open(link.substring(link.indexOf("/pay/")));
            for (int look = 0; look < 100 && phone.locator("main .note").count() == 0; look++) {
                LockSupport.parkNanos(200_000_000L);
                phone.reload();
            }
            assertThat(phone.locator("main .note")).containsText("已付款");
            villager.isContent();
            page.locator(".panel a.button").click();
            assertThat(page.locator("h1")).hasText("Paid");
            keeper.isContent();
        }
    }

    /** A villager is told of and agreed, and the first of what is bought often is in his cart. */
    private static Page chosen(Visitor keeper) {
        Page page = keeper.page();
        page.fill("#name", "冉婆婆");
        page.fill(
                "#phone",
                "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000)));
        page.fill("#birthDate", "1950-03-04");
        page.fill("#reference", "柜台登记本第 7 号");
        page.locator("form.entries button[type=submit]").click();
        assertThat(page.locator("h1")).containsText("冉");
        page.locator("main > .items button[type=submit]").first().click();
        assertThat(page.locator("#cart")).isVisible();
        return page;
    }

    /** What he scanned without a network is sent once he is back, in order, and what did not pass is explained. */
    @Test
    void aHandOverWithoutNetworkIsKeptUnprovedAndSettledOnceHeIsBack() {
        try (var keeper = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            Page page = keeper.signIn(KEEPER, "/station/scan?mode=HAND_OVER").page();
            awaitShell(page);
            keeper.context().setOffline(true);
            assertThat(page.locator("#net")).containsText("没有网络");
            page.fill("#code", "P00000000001");
            page.fill("#pickupCode", "12345678");
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#kept-rows .badge")).hasText("未核对");
            keeper.looks("station-offline-hand-over");
            // The whole page comes from the phone now.
            page.reload();
            assertThat(page.locator("h1")).hasText("没有网络");
            page.selectOption("#kind", "SHELVE");
            page.fill("#place", "甲-02");
            page.fill("#code", "P00000000002");
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#kept-count")).hasText("2");
            keeper.looks("station-offline");
            keeper.context().setOffline(false);
            assertThat(page.locator("#kept-count")).hasText("0");
            assertThat(page.locator("#kept-rows")).containsText("这次交付没有通过");
            page.locator("#kept-rows button").first().click();
            page.locator("#kept-rows button").first().click();
            assertThat(page.locator("#kept-rows li")).hasCount(0);
        }
    }

    /** Whoever counts another sum than the book says is asked why, and it stands in the list. */
    private static void changesShift(Visitor keeper) {
        Page page = keeper.page();
        page.locator("main a[href*='/station/shifts']").click();
        assertThat(page.locator("h1")).hasText("交接班");
        for (String end : new String[] {"", "/end"}) {
            Locator form = page.locator("form[action='/station/shifts" + end + "']");
            form.locator("#counted").fill("99999.99");
            form.locator("button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("请写明原因");
            keeper.looks("station-shift" + end.replace('/', '-'));
            page.fill("#why", "抽屉里放了备用金");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("p.note").first()).isVisible();
        }
        assertThat(page.locator(".rows > li").first()).containsText("抽屉里放了备用金");
        page.locator("main .tools a[href*='/station/cash']").click();
    }

    /** The phone believes a list that the station's key signed, and no other; whatever it found, the server looks again. */
    @Test
    void aCodeIsCheckedWithoutNetworkByTheSignedListAndAgainOnceHeIsBack() {
        try (var keeper = Visitor.come(Visitor.Kind.PHONE)) {
            Page page = keeper.signIn(KEEPER, "/station/scan?mode=HAND_OVER").page();
            awaitShell(page);
            assertThat(page.evaluate(VERIFIED)).as("the server's own list").isEqualTo(true);
            page.evaluate(TAKEN, Map.of("barcode", "P00000000009", "code", "13572468"));
            keeper.context().setOffline(true);
            handOver(page, "P00000000009", "13572468");
            assertThat(page.locator("#answer")).containsText("与清单相符");
            assertThat(page.locator("#kept-rows .badge").first()).hasText("已核对");
            keeper.looks("station-offline-proved");
            handOver(page, "P00000000009", "13572460");
            assertThat(page.locator("#answer")).containsText("与清单不符");
            page.evaluate(
                    "() => { const had = JSON.parse(localStorage['cunlu-codes']); had.list = had.list.replace('P00000000009', 'P00000000008');"
                            + " localStorage['cunlu-codes'] = JSON.stringify(had); }");
            handOver(page, "P00000000008", "13572468");
            assertThat(page.locator("#kept-rows .badge")).hasText(new String[] {"已核对", "未核对", "未核对"});
            keeper.context().setOffline(false);
            assertThat(page.locator("#kept-count")).hasText("0");
            assertThat(page.locator("#kept-rows")).containsText("当时核对相符，但这次交付没有通过");
            assertThat(page.locator("#kept-rows")).containsText("未核对的交付没有通过");
        }
    }

    private static void handOver(Page page, String barcode, String code) {
        page.fill("#code", barcode);
        page.fill("#pickupCode", code);
        page.locator("form[data-kept] button[type=submit]").click();
    }

    private static final String BASE64 = """
            const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            const text = (made) => btoa(String.fromCharCode(...new Uint8Array(made)));
            const way = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
            const box = document.getElementById("kept").dataset;
            """;

    /** Whether the list that the page has is signed by the key that the page has. */
    private static final String VERIFIED = "async () => {" + BASE64 + """
              for (let look = 0; look < 100 && !localStorage["cunlu-codes"]; look++) await new Promise((go) => setTimeout(go, 100));
              const { list, signature } = JSON.parse(localStorage["cunlu-codes"]);
              const key = await crypto.subtle.importKey("spki", bytes(box.listKey), way, false, ["verify"]);
              return crypto.subtle.verify(way, key, bytes(signature), new TextEncoder().encode(list));
            }
            """;

    /** A list with one parcel, made as the server makes it but by another key, which the page takes for the station's. */
    private static final String TAKEN = "async ({ barcode, code }) => {" + BASE64 + """
              const pair = await crypto.subtle.generateKey(way, true, ["sign", "verify"]);
              box.listKey = text(await crypto.subtle.exportKey("spki", pair.publicKey));
              const salt = crypto.getRandomValues(new Uint8Array(16));
              const said = new TextEncoder().encode([code, barcode, box.node].join("|"));
              const slow = await crypto.subtle.importKey("raw", said, "PBKDF2", false, ["deriveBits"]);
              const hash = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 210000 }, slow, 256);
              const list = JSON.stringify({ node: box.node, account: box.account, issuedAt: new Date(), expiresAt: new Date(Date.now() + 3600000),
                iterations: 210000, parcels: { [barcode]: { salt: text(salt), hash: text(hash) } } });
              const signature = text(await crypto.subtle.sign(way, pair.privateKey, new TextEncoder().encode(list)));
              localStorage["cunlu-codes"] = JSON.stringify({ list, signature, account: box.account, node: box.node, at: Date.now() });
            }
            """;

    @Test
    void aWorkerPacksWithoutNetworkAndIsToldTheNextNodeWhenHeIsBack() {
        try (var worker = Visitor.come(Visitor.Kind.PHONE)) {
            String barcode = program(worker).ordered();
            Page page = worker.signIn(WORKER, "/station").page();
            worker.open("/station/list?what=SEND&q=" + barcode);
            assertThat(page.locator("main")).containsText(barcode);
            worker.looks("warehouse-list");
            worker.open("/station/scan?mode=PACK");
            awaitShell(page);
            worker.context().setOffline(true);
            page.fill("#code", barcode);
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#kept-rows .badge")).hasText("待发送");
            worker.context().setOffline(false);
            assertThat(page.locator("#kept-rows .badge")).hasText("已发送");
            assertThat(page.locator("#answer .big")).containsText("→");
            worker.looks("warehouse-next-node");
            // From the answer into the bag: opened where there is none yet.
            page.locator("#answer a.button").click();
            if (page.url().contains("/station/bag")) {
                page.locator("main form button[type=submit]").click();
                page.fill("#code", barcode);
            }
            page.locator("form[data-kept] button[type=submit]").click();
            assertThat(page.locator("#answer .big")).hasText("已装袋");
            worker.looks("warehouse-bag").isContent();
        }
    }

    /** A parcel is found damaged where there is no network: what is told, with its photo, is sent once there is one. */
    @Test
    void aWorkerTellsOfDamageWithAPhotoWithoutNetwork() {
        try (var worker = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            var program = program(worker);
            String barcode = program.ordered();
            Page page = worker.signIn(WORKER, "/station/scan?mode=PACK").page();
            page.fill("#code", barcode);
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#answer .big")).containsText("→");
            worker.open("/station/scan?mode=DAMAGED");
            awaitShell(page);
            worker.context().setOffline(true);
            page.fill("#code", barcode);
            page.fill("#reason", "箱角压坏");
            page.setInputFiles("#photo", new FilePayload("orange.png", "image/png", Pictures.orange()));
            page.locator("form[data-kept] button[type=submit]").click();
            assertThat(page.locator("#kept-rows .badge").first()).hasText("待发送");
            worker.looks("warehouse-damaged");
            worker.context().setOffline(false);
            assertThat(page.locator("#kept-rows .badge").first()).hasText("已发送");
            assertThat(page.locator("#answer .big")).hasText("已记为破损");
            assertThat(program.photosOf(barcode)).contains("\"what\":\"DAMAGED\"");
            worker.isContent();
        }
    }

    /** The page of his trip comes from the phone, and so does what he tells, once there is a network. */
    @Test
    void aDriverTellsWithoutNetworkThatHeIsLate() {
        try (var driver = Visitor.come(Visitor.Kind.PHONE)) {
            driver.signIn(DRIVER, "/run").looks("run-today");
            Page page = driver.page();
            String trip = program(driver).manned();
            driver.open("/run/" + trip).looks("run-trip");
            awaitKept(page, "/run");
            driver.context().setOffline(true);
            page.reload();
            page.locator("main summary").click();
            page.fill("#minutes", "12");
            page.fill("#reason", "塌方绕行");
            page.locator("form:has(#minutes) button[type=submit]").click();
            assertThat(page.locator("#kept-rows .badge").first()).hasText("待发送");
            driver.looks("run-offline");
            driver.context().setOffline(false);
            assertThat(page.locator("#kept-rows .badge").first()).hasText("已发送");
            assertThat(page.locator("#next-stop")).isVisible();
            assertThat(page.locator("main")).containsText("晚 12 分钟");
        }
    }

    private static void awaitShell(Page page) {
        awaitKept(page, "/station");
    }

    /** The phone has the page that it shows without a network. */
    private static void awaitKept(Page page, String area) {
        // Waiting for a function takes its promise for a yes.
        Object kept = page.evaluate("""
                async (key) => {
                  for (let look = 0; look < 200 && !(await caches.match(key)); look++) await new Promise((go) => setTimeout(go, 100));
                  return !!(await caches.match(key));
                }
                """, area + "?offline-page");
        assertThat(kept).as("%s is kept on the phone", area).isEqualTo(true);
    }

    private static Program program(Visitor anyone) {
        return new Program(anyone.page().request(), Stage.open().url());
    }

    /** What others do meanwhile, by the API. */
    private record Program(APIRequestContext api, String url) {
        private static final String BUYER = "13800230001";
        private static final String DISPATCHER = "13800230005";
        private static final String VILLAGE = "500233001001";

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
            String day = LocalDate.parse(field(
                            api.get(url + "/api/dispatch/trips", with(token)).text(), "date"))
                    .plusDays(1)
                    .toString();
            String trips = api.get(url + "/api/dispatch/trips?date=" + day, with(token))
                    .text();
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
                    post("/api/auth/sign-in", null, Map.of("phone", phone, "password", "cunlu-demo-2026")),
                    "accessToken");
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
}
