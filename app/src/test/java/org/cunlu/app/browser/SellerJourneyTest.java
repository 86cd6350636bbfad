package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.People;
import org.cunlu.kernel.caller.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People of a shop and of a brand: list, sell live, hand in, see what they get. */
@Tag("browser")
class SellerJourneyTest {
    private static final String SELLER = "13800230006";
    private static final String HOST = "13800230007";
    private static final String BRAND_OWNER = "13800230008";
    private static final String SUPPLIER = "13800230009";
    private static final String CONSUMER = "13800230001";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final String XSS = "<img src=x onerror=document.title='ran'>";

    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"PHONE", "DESKTOP_DARK"})
    void aSellerListsGoodsAndLooksAfterHerShop(Visitor.Kind kind) {
        try (var visitor = Visitor.come(kind)) {
            visitor.signIn(SELLER, "/seller").looks("seller-today");
            Page page = visitor.page();
            assertThat(page.locator("h1")).hasText("今日");

            page.locator("a[href='/seller/goods/new']").first().click();
            visitor.looks("seller-listing");
            page.setInputFiles("#photo", new FilePayload("orange.png", "image/png", Pictures.orange()));
            String name = "测试脐橙 & 橙子 " + System.nanoTime();
            page.fill("#name", name);
            page.fill("#name", "脐橙 " + XSS);
            page.fill("#price", "abc");
            page.fill("#weight", "2.5");
            page.fill("#pieces", "40");
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#trouble")).isVisible();
            assertThat(page.locator("#name")).hasValue("脐橙 " + XSS);
            page.fill("#name", name);
            page.setInputFiles("#photo", new FilePayload("orange.png", "image/png", Pictures.orange()));
            page.fill("#price", "29.90");
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("h1")).hasText(name);
            assertThat(page.locator("main")).containsText("审核中");
            visitor.looks("seller-good");

            page.fill("#price", "31.50");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("[role=status]")).isVisible();
            assertThat(page.locator("dl.facts")).containsText("¥31.50");

            visitor.open("/seller/goods?part=IN_REVIEW").looks("seller-goods");
            assertThat(page.locator("main")).containsText(name);
            visitor.open("/seller/brands").looks("seller-brands");
            assertThat(page.locator("main .rows li").first()).containsText("忠橙");
            assertThat(page.locator("main .meter").first()).isVisible();
            visitor.open("/seller/brands?lang=en").looks("seller-brands-en");
            visitor.open("/seller/orders?lang=en").looks("seller-orders-en");
            visitor.open("/seller/money").looks("seller-money");
            handsInALicence(visitor);
            assertThat(page.title()).doesNotContain("ran");
            assertThat(page.navigate(page.url().replaceAll("/seller.*", "/seller/goods/0000000000000"))
                            .status())
                    .isEqualTo(404);
            visitor.isContent();
        }
    }

    /** At her own cost it runs at once; coupons have codes, which are told once; what is over is ended. */
    @Test
    void aSellerPromotesWhatSheSells() {
        try (var visitor = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            visitor.signIn(SELLER, "/seller/promotions").looks("seller-promotions");
            Page page = visitor.page();
            page.locator(".tools a.button").click();
            visitor.looks("seller-promotion-new");
            page.fill("#name", "尝鲜 " + XSS);
            page.fill("#percent", "15");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("标签");
            page.fill("#name", "尝鲜周");
            page.fill("#percent", "0");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("#trouble")).isVisible();
            page.fill("#percent", "15");
            page.locator("#township").selectOption(new SelectOption().setIndex(1));
            page.locator("details:has([name^='sku.']) summary").click();
            Locator sku = page.locator("[name^='sku.']").first();
            sku.check();
            String code = sku.getAttribute("name").substring("sku.".length());
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("main .badge").first()).hasText("进行中");
            assertThat(page.locator("dl.facts")).containsText("优惠 15%");
            assertThat(page.locator("dl.facts")).containsText(code);
            assertThat(page.locator("dl.facts")).containsText("只限送到");
            visitor.looks("seller-promotion");
            page.locator("details.sure summary").click();
            page.locator("details.sure button").click();
            assertThat(page.locator("main .badge").first()).hasText("已结束");
            visitor.open("/seller/promotions/new?kind=FLASH").looks("seller-flash");
            visitor.open("/seller/promotions/new?kind=COUPON&lang=en");
            page.fill("#name", "橙友券");
            page.fill("#off", "3");
            page.fill("#total", "5");
            page.locator("#content [name=open]").uncheck();
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("dl.facts")).containsText("by code only");
            page.fill("#count", "2");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator(".codes code")).hasCount(2);
            visitor.looks("seller-codes-en");
            page.fill("#count", "4");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("More codes than coupons");
            visitor.isContent();
        }
    }

    private static void handsInALicence(Visitor visitor) {
        Page page = visitor.page();
        visitor.open("/seller/papers").looks("seller-papers");
        page.locator("a[href*='/seller/papers/FOOD']").click();
        page.fill("#number", "JY15002330001234");
        page.setInputFiles("#file", new FilePayload("licence.png", "image/png", Pictures.orange()));
        page.fill("#until", "2020-01-01");
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator("#trouble")).containsText("已过期");
        assertThat(page.locator("#number")).hasValue("JY15002330001234");
        visitor.looks("seller-paper");
        page.setInputFiles("#file", new FilePayload("licence.png", "image/png", Pictures.orange()));
        page.fill("#until", "2035-01-01");
        page.locator("main form button[type=submit]").click();
        assertThat(page.locator("[role=status]")).isVisible();
        assertThat(page.locator("main li").filter(new Locator.FilterOptions().setHas(page.locator("a[href*='/FOOD']"))))
                .containsText("审核中");
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"PHONE_DARK", "DESKTOP"})
    void aHostRunsASessionFromItsPlanToItsEnd(Visitor.Kind kind) {
        try (var visitor = Visitor.come(kind)) {
            visitor.signIn(HOST, "/seller").looks("seller-host-today");
            Page page = visitor.page();
            visitor.open("/seller/live-plan").looks("seller-live-plan");
            page.fill("#title", "橙子直播 " + kind);
            page.fill("#from", soon());
            page.fill("#minutes", "60");
            page.fill("#stream", "https://live.example/room/1");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("h1")).containsText("橙子直播");

            page.locator("a[href*='/slots/new']").click();
            visitor.looks("seller-live-slot");
            String listed = page.locator("#offer option").first().innerText();
            page.fill("#price", listed.substring(listed.indexOf('¥') + 1));
            page.fill("#pieces", "2");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("ol.rows > li")).hasCount(1);

            sure(page, "/start");
            page.locator("form[action$='/on-air'] button").click();
            assertThat(page.locator("#figures")).containsText("每秒售出");
            page.waitForResponse(answer -> answer.url().contains("/figures") && answer.status() == 200, () -> {});
            visitor.looks("seller-live-console");
            buysInTheRoom(kind, page.url().replaceAll(".*/seller/live/([0-9A-Z]+).*", "$1"));
            sure(page, "/off-air");
            assertThat(page.locator("ol.rows")).containsText("已讲完");
            sure(page, "/end");
            assertThat(page.locator("main")).containsText("本场成交");
            visitor.looks("seller-live-over").isContent();
        }
    }

    /** Cart, checkout and payment beside the show; what is left follows while he does it. */
    private static void buysInTheRoom(Visitor.Kind kind, String session) {
        try (var buyer = Visitor.come(kind)) {
            String lang = kind == Visitor.Kind.DESKTOP ? "?lang=en" : "";
            Page page = buyer.signIn(CONSUMER, "/live/" + session + lang).page();
            page.locator("form.buy.now-on button").click();
            page.locator("#sheet a[href*='/place']").click();
            page.fill("#q", "马灌");
            page.locator("#villages button", new Page.LocatorOptions().setHasText("马灌"))
                    .first()
                    .click();
            page.waitForURL(address -> address.contains("/live/" + session));
            page.locator("form.buy.now-on button").click();
            assertThat(page.locator("#sheet .sums .total")).containsText("¥");
            buyer.looks("shop-live-order");
            page.fill("#phone", "1");
            page.locator("#sheet form button[type=submit]").click();
            assertThat(page.locator("#sheet #trouble")).isVisible();
            page.fill("#phone", CONSUMER);
            page.locator("#sheet form button[type=submit]").click();
            assertThat(page.locator("#paying[data-status=AWAITING_PAYMENT]")).isVisible();
            assertThat(page.locator(".slots [data-left]")).hasText("1");
            buyer.looks("shop-live-pay");
            Page wallet = page.waitForPopup(
                    () -> page.locator("#paying button[value=SANDBOX]").click());
            wallet.locator("main form button[type=submit]").click();
            assertThat(page.locator("#paying[data-status=PAID]")).isVisible(SOON);
            assertThat(page.locator(".slots")).isVisible();
            buyer.isContent();
        }
    }

    @Test
    void aSupplierSaysWhenHeBringsWhatTheCountyOrdered() {
        var api = new Api(Stage.open().url());
        String order = api.post(
                        new People(api).of(Role.COUNTY_OPERATOR),
                        "/api/county/purchases",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "node",
                                "500233",
                                "supplier",
                                "S-GONGXIAO",
                                "lines",
                                List.of(Map.of("skuCode", "GX-DAMI-10K", "pieces", 40))))
                .get("purchaseId")
                .getStringValue();
        try (var visitor = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            visitor.signIn(SUPPLIER, "/supplier").looks("supplier");
            Page page = visitor.page();
            page.locator("a[href='/supplier/" + order + "']").click();
            visitor.looks("supplier-order");
            page.fill("#day", "");
            page.locator("form.entries").evaluate("form => form.noValidate = true");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("#trouble")).isVisible();
            page.fill(
                    "#day",
                    LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
                            .plusDays(2)
                            .toLocalDate()
                            .toString());
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("[role=status]")).isVisible();
            visitor.open("/supplier?part=TO_BRING&lang=en").looks("supplier-en");
            assertThat(page.locator("a[href*='/supplier/" + order + "']")).isVisible();
            visitor.isContent();
        }
    }

    @Test
    void aBrandOwnerSeesWhatIsLeftOfItsQuotas() {
        try (var visitor = Visitor.come(Visitor.Kind.PHONE)) {
            visitor.signIn(BRAND_OWNER, "/brand").looks("brand");
            Page page = visitor.page();
            page.locator("main h2 a").first().click();
            visitor.looks("brand-right");
            visitor.open("/brand/new").looks("brand-new");
            visitor.open("/brand?lang=en").looks("brand-en").isContent();
            assertThat(page.navigate(page.url().replaceAll("/brand.*", "/seller/money"))
                            .status())
                    .isEqualTo(404);
        }
    }

    /** An act that is asked for twice. */
    private static void sure(Page page, String act) {
        var form = page.locator("form[action$='" + act + "']");
        form.locator("summary").click();
        form.locator("button").click();
        page.waitForLoadState();
    }

    private static String soon() {
        return LocalDateTime.now(ZoneId.of("Asia/Shanghai"))
                .plusMinutes(5)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
