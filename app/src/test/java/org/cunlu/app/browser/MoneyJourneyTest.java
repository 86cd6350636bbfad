package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.Locale;
import java.util.UUID;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The county's operator and its money: a period is closed, rules of commission are proposed, the gateway and the bank are compared. */
@Tag("browser")
class MoneyJourneyTest {
    private static final String OPERATOR = "13800230016";

    /** Where all is closed up to yesterday already, the page says so; else it is closed here, and what came of it is told. */
    @Test
    void aPeriodIsClosedWhileOneLooksOn() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county/settlement").looks("county-settlement");
            var page = operator.page();
            if (page.locator("main form.entries").count() == 0) {
                assertThat(page.locator("main")).containsText("已结到昨天");
                page.locator("tbody th a").first().click();
            } else {
                page.click("main form.entries button");
                assertThat(page.locator("#closing .badge")).hasText("已结清");
                assertThat(page.locator("#closing [role=status]")).containsText("份对账单");
                page.locator("#closing [role=status] a").click();
            }
            operator.looks("county-period");
            operator.open("/county/settlement?lang=en");
            assertThat(page.locator("main")).containsText("Closed periods");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/settlement").looks("county-settlement");
            operator.open("/county/payouts?lang=en").looks("county-payouts-en").isContent();
        }
    }

    @Test
    void rulesOfCommissionAreProposedAndNobodyAgreesToHisOwn() {
        var offices = new DemoOffices(Stage.open().url());
        String note = "水果旺季让利 " + UUID.randomUUID();
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county/commission").looks("county-commission");
            var page = operator.page();
            page.locator(".tools a[href*=draft]").click();
            page.click("button[name=more]");
            int last = page.locator("main fieldset").count();
            page.fill("#share-" + (last - 1), "3.5");
            page.fill("#cap-" + (last - 1), "20");
            page.fill("#seller-" + last, "NO-SUCH-SHOP");
            page.fill("#share-" + last, "101");
            page.fill("#note", note);
            page.fill("#factor", "000000");
            page.locator("main form.entries button").last().click();
            assertThat(page.locator("#trouble")).containsText("百分比不能超过 100");
            page.fill("#share-" + last, "2");
            page.fill("#factor", "000000");
            page.locator("main form.entries button").last().click();
            assertThat(page.locator("#trouble")).containsText("没有这个商家");
            operator.looks("county-commission-draft");
            page.check("input[name=drop-" + last + "]");
            page.fill("#factor", offices.operatorsCode());
            page.locator("main form.entries button").last().click();
            assertThat(page.locator(".note").first()).containsText("等另一位运营批准");
            assertThat(page.locator("main tbody")).containsText("3.5%");
            operator.looks("county-commission-set");
            page.locator("a[href*='queues/commission-rules']").click();
            assertThat(page.locator("h1")).hasText(note);
            operator.looks("county-commission-matter");
            page.fill("#factor", offices.operatorsCode());
            page.click("button[value=approve]");
            assertThat(page.locator("#trouble")).containsText("须由另一人批准");
            page.fill("#factor", offices.operatorsCode());
            page.click("button[value=decline]");
            assertThat(page.locator(".note").first()).containsText("已处理");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE)) {
            operator.signIn(OPERATOR, "/county/commission?lang=en").looks("county-commission-en");
            operator.open("/county/commission/draft?lang=en")
                    .looks("county-commission-draft-en")
                    .isContent();
        }
    }

    @Test
    void gatewayAndBankAreHeldAgainstTheBooks() {
        var offices = new DemoOffices(Stage.open().url());
        String serial = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            operator.signIn(OPERATOR, "/county/bills").looks("county-bills");
            var page = operator.page();
            page.locator("form[action*=fetch] button").click();
            assertThat(page.locator(".note").first()).containsText("已核对");
            assertThat(page.locator("tbody")).containsText("演示通道");
            page.setInputFiles("#file", file("bill.csv", "no bill"));
            page.fill("#factor", offices.operatorsCode());
            page.locator("form[enctype] button").click();
            assertThat(page.locator("#trouble")).containsText("不是这一天的对账单");
            operator.open("/county/bank").looks("county-bank");
            page.setInputFiles(
                    "#file",
                    file(
                            "bank.csv",
                            "serial,date,yuan,reference\n" + serial + ",2036-11-01,12.30,谁的\n" + serial
                                    + "X,2036-11-01,twelve,\n"));
            page.fill("#factor", offices.operatorsCode());
            page.locator("form[enctype] button").click();
            assertThat(page.locator("section[role=status]")).containsText("未对上 1 行");
            assertThat(page.locator("section[role=status]")).containsText("第 3 行 yuan");
            assertThat(page.locator("main")).containsText(serial);
            operator.looks("county-bank-read");
            operator.open("/county/payments?lang=en").looks("county-payments-en");
            operator.open("/county/payments?what=refunds")
                    .looks("county-refunds")
                    .isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE)) {
            operator.signIn(OPERATOR, "/county/bank").looks("county-bank");
            operator.open("/county/bills").looks("county-bills");
            operator.open("/county/payments").looks("county-payments").isContent();
        }
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(UTF_8));
    }
}
