package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The county's operator: sees what waits, decides it, and looks how the county stands. */
@Tag("browser")
class CountyJourneyTest {
    private static final String OPERATOR = "13800230016";
    /** Of the demo's goods, which nobody needs elsewhere. */
    private static final String LOT = "GX-NUOMI-2K5-L1";

    @Test
    void whatWaitsIsDecided() {
        var offices = new DemoOffices(Stage.open().url());
        String right = offices.proposeBrandRight();
        handIn(right);
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county").looks("county");
            operator.page().locator(".tiles a[href*=authorizations]").click();
            operator.looks("county-queue");
            operator.page().locator("tbody th a").last().click();
            assertThat(operator.page().locator("main")).containsText("证书文件");
            assertThat(operator.page().locator("a[href$='" + right + "/scan']")).isVisible();
            operator.looks("county-matter");
            operator.page().fill("#factor", offices.operatorsCode());
            operator.page().click("button[value=approve]");
            assertThat(operator.page().locator(".note")).containsText("已处理");
            operator.isContent();
        }
    }

    private static void handIn(String right) {
        try (var owner = Visitor.come(Visitor.Kind.PHONE)) {
            owner.signIn("13800230008", "/brand/rights/" + right);
            owner.page().setInputFiles("#file", new FilePayload("x.png", "image/png", "no picture".getBytes(UTF_8)));
            owner.page().click("form[enctype] button");
            assertThat(owner.page().locator("#trouble")).isVisible();
            owner.page().setInputFiles("#file", new FilePayload("证书.png", "image/png", Pictures.orange()));
            owner.page().click("form[enctype] button");
            assertThat(owner.page().locator(".note").first()).containsText("已收到证书");
            owner.looks("brand-certified").isContent();
        }
    }

    @Test
    void networkFlowsAndAuditAreSeen() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            operator.signIn(OPERATOR, "/county/network").looks("county-network");
            operator.open("/county/flows?lang=en").looks("county-flows-en");
            operator.open("/county/audit?run=yes").looks("county-audit");
            assertThat(operator.page().locator("main [role=status]")).containsText("全部相符");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE)) {
            operator.signIn(OPERATOR, "/county").looks("county");
            operator.open("/county/network?lang=en").looks("county-network-en").isContent();
        }
    }

    @Test
    void searchIsKeptAndTheFiguresAreRead() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county/words").looks("county-words");
            operator.open("/county/words/new").looks("county-word");
            operator.page().fill("#words", "忠县土橙、忠土橙");
            operator.page().click("main form.entries button");
            assertThat(operator.page().locator(".note")).containsText("词组已更新");
            operator.open("/county/words?q=忠土橙");
            operator.page().locator("tbody th a").first().click();
            operator.page().locator("details.sure summary").click();
            operator.page().locator("details.sure button").click();
            assertThat(operator.page().locator(".note")).containsText("词组已更新");
            operator.open("/county/search-index").looks("county-index");
            operator.open("/county/figures?lang=en").looks("county-figures-en");
            assertThat(operator.page().locator("[aria-labelledby=driven] table.full"))
                    .containsText("Own vans on lines");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/roles?role=STATION_KEEPER").looks("county-roles");
            operator.open("/county/boosts/new?lang=en").looks("county-boost-en").isContent();
        }
    }

    /** What stands in the catalogue goes out as a table and comes back as it was; a row that is wrong is told with its reason. */
    @Test
    void aTableOfGoodsIsBroughtAndWhatIsWrongWithItIsTold() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county/imports");
            var page = operator.page();
            page.setInputFiles("#file", new FilePayload("x.xlsx", "", new byte[] {'P', 'K', 3, 4, 9}));
            page.locator("form[enctype] button").click();
            assertThat(page.locator("#trouble")).containsText("不是 UTF-8");
            byte[] table = page.request()
                    .get(page.url().split("[?]")[0] + "/offers.csv")
                    .body();
            bring(page, table);
            assertThat(page.locator("#import .note")).containsText("全部行");
            operator.looks("county-import");
            String text = new String(table, UTF_8).stripTrailing();
            String header = text.lines().findFirst().orElseThrow();
            bring(page, (text + "\n" + header.replaceAll("[^,]", "") + "\n").getBytes(UTF_8));
            assertThat(page.locator("#import .trouble")).containsText("什么都没有改动");
            assertThat(page.locator("#import tbody")).containsText("sku_code");
            operator.looks("county-import-refused");
            org.assertj.core.api.Assertions.assertThat(file(page, 1))
                    .contains("line,column,code,message")
                    .contains(",sku_code,");
            // The row alone, with the reason behind it, to be put right and brought again.
            org.assertj.core.api.Assertions.assertThat(file(page, 0).lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("sku_code: ");
            operator.open("/county/imports");
            assertThat(page.locator("tbody tr").first()).containsText("完成");
            operator.looks("county-imports").isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/imports?lang=en").looks("county-imports-en");
            operator.page().locator("tbody th a").first().click();
            operator.looks("county-import-en").isContent();
        }
    }

    private static String file(Page page, int which) {
        String href = page.locator("#import a[download]").nth(which).getAttribute("href");
        return page.request()
                .get(page.url().replaceFirst("/county/.*", "") + href)
                .text();
    }

    private static void bring(Page page, byte[] table) {
        page.navigate(page.url().replaceFirst("/county/imports.*", "/county/imports"));
        page.setInputFiles("#file", new FilePayload("goods.csv", "text/csv", table));
        page.locator("form[enctype] button").click();
        assertThat(page.locator("#import .tiles"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
    }

    /** What a recall would find comes before the deed; a promotion that the platform pays for waits for somebody else. */
    @Test
    void aLotIsCalledBackAndAPromotionIsDrafted() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county/recalls");
            var page = operator.page();
            page.fill("#lot", "NO-SUCH-LOT");
            page.locator("main form.filters button").click();
            assertThat(page.locator("#trouble")).containsText("没有此批次");
            page.fill("#lot", LOT);
            page.locator("main form.filters button").click();
            assertThat(page.locator("h1")).containsText(LOT);
            operator.looks("county-recall-reach");
            page.fill("#reason", "演练：农残复检");
            page.locator("main button.grave").click();
            assertThat(page.locator(".note").first()).containsText("已召回");
            assertThat(page.locator("main")).containsText("冻结");
            operator.looks("county-recall");
            page.locator(".tools a[href*=buyers]").click();
            operator.looks("county-recall-buyers");
            page.goBack();
            page.fill("#reason", "演练结束");
            page.locator("section form.entries button").last().click();
            assertThat(page.locator("main .badge").first()).hasText("已解除");
            operator.open("/county/recalls?lang=en").looks("county-recalls-en");
            operator.open("/county/promotions/new?kind=TIERS");
            page.fill("#name", "年货满减");
            page.fill("#min-1", "100");
            page.fill("#off-1", "10");
            page.fill("#budget", "5000");
            page.fill("#skus", "zc-xiacheng-2k5");
            page.locator("#township").selectOption("500233114");
            page.locator("details:has(#brandshare) summary").click();
            page.fill("#brandshare", "30");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("请选择出钱的品牌");
            page.locator("#payingbrand").selectOption("B-ZHONGCHENG");
            page.locator("main form.entries button[type=submit]").click();
            assertThat(page.locator("main .badge").first()).hasText("待批准");
            assertThat(page.locator("dl.facts")).containsText("ZC-XIACHENG-2K5");
            assertThat(page.locator("dl.facts")).containsText("品牌 B-ZHONGCHENG 30%");
            operator.looks("county-promotion");
            page.locator(".note a[href*='queues/promotions']").click();
            operator.looks("county-promotion-matter");
            operator.open("/county/promotions").looks("county-promotions");
            operator.open("/county/queues/promotions");
            assertThat(page.locator(".queues .spread a[aria-current] .count")).hasText("1");
            operator.looks("county-queues").isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/queues/promotions");
            var page = operator.page();
            page.setViewportSize(320, 640);
            page.locator(".queues summary").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".queues details a[aria-current]")).isVisible();
            operator.looks("county-queues-menu").isContent();
        }
    }
}
