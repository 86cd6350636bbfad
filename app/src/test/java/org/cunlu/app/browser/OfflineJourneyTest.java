package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeper, warehouse worker and driver do their work where there is no network. */
@Tag("browser")
class OfflineJourneyTest {
    private static final String KEEPER = "13800230002";
    private static final String WORKER = "13800230003";
    private static final String DRIVER = "13800230004";

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
            String barcode = Program.of(worker).ordered();
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
            var program = Program.of(worker);
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
            String trip = Program.of(driver).manned();
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
}
