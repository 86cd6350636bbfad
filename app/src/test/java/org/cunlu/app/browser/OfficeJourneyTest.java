package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.Locale;
import java.util.UUID;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The county's operator with a buyer on the phone, and with what the county sets up once. */
@Tag("browser")
class OfficeJourneyTest {
    private static final String OPERATOR = "13800230016";
    /** At the county's way out. */
    private static final String WORKER = "13800230102";

    /** The difference is seen before anything is done, and what is done is what was seen. */
    @Test
    void anOrderIsFoundAndChangedForItsBuyer() {
        var offices = new DemoOffices(Stage.open().url());
        String order = offices.buy(3);
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            var page = operator.signIn(OPERATOR, "/county/orders").page();
            operator.looks("county-orders");
            page.fill("#q", "0001");
            page.locator("main form button").click();
            assertThat(page.locator("#trouble")).containsText("原因");
            page.fill("#why", "来电查件");
            page.locator("main form button").click();
            assertThat(page.locator("#trouble")).hasCount(0);
            page.fill("#q", order);
            page.locator("main form button").click();
            operator.looks("county-orders-found");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("h1")).containsText(order);
            operator.looks("county-order");

            page.fill("#reason", "买家来电");
            page.locator("form[action$='/difference'] button").click();
            assertThat(page.locator("#trouble")).containsText("还没有改动");
            page.fill("#pieces-1", "2");
            page.locator("form[action$='/difference'] button").click();
            assertThat(page.locator("#told")).containsText("少了");
            operator.looks("county-order-difference");
            page.fill("#factor", "000000");
            page.locator("form[action$='/changes'] button").click();
            assertThat(page.locator("#trouble")).isVisible();
            assertThat(page.locator("#told")).containsText("少了");
            page.fill("#factor", offices.operatorsCode());
            page.locator("form[action$='/changes'] button").click();
            assertThat(page.locator(".note").first()).containsText("已改好");
            assertThat(page.locator("#pieces-1")).hasValue("2");

            page.fill("#village", "村");
            page.fill("#reason", "买家搬家");
            page.locator("form[action$='/difference'] button").click();
            assertThat(page.locator("#trouble")).containsText("不止一个村");
            page.fill("#village", offices.anotherVillage());
            page.locator("form[action$='/difference'] button").click();
            assertThat(page.locator("#told .note")).containsText("两位运营");
            page.fill("#factor", offices.operatorsCode());
            page.locator("form[action$='/changes'] button").click();
            assertThat(page.locator(".note").first()).containsText("另一位运营");
            operator.looks("county-order-waits");
            page.locator(".facts a").first().click();
            assertThat(page.locator("main")).containsText("已改为这一单");
            assertThat(page.locator("form[action$='/difference']")).hasCount(0);
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/orders?lang=en&no=" + order).looks("county-orders-en");
            operator.open("/county/orders/" + order + "?lang=en")
                    .looks("county-order-en")
                    .isContent();
        }
    }

    /** A carrier is set up once, and the gateway works with it at once. */
    @Test
    void aCarrierIsSetUpAndTheGatewayGivesAndReadsByIt() {
        String code = "T" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            var page = operator.signIn(OPERATOR, "/county/carriers/new").page();
            operator.looks("county-carrier");
            page.fill("#carrier", code);
            page.fill("#name", "试行快递 " + code);
            page.fill("#min", "20");
            page.fill("#max", "8");
            page.fill("[name=word-0]", "已签收");
            page.selectOption("[name=meaning-0]", "DELIVERED");
            page.locator("main form p button").click();
            assertThat(page.locator("#trouble")).containsText("长度");
            assertThat(page.locator("[name=word-0]")).hasValue("已签收");
            page.fill("#min", "8");
            page.fill("#max", "20");
            page.locator("main form p button").click();
            assertThat(page.locator(".note").first()).containsText("已保存");
            operator.looks("county-carriers").isContent();
        }
        try (var worker = Visitor.come(Visitor.Kind.PHONE)) {
            var page = worker.signIn(WORKER, "/station/gateway").page();
            worker.looks("station-gateway");
            worker.open("/station/gateway?show=GIVEN");
            page.selectOption("#carrier", code);
            page.setInputFiles("#file", table("barcode,waybill\nCN000000000000001,12345678\n"));
            page.locator("form[enctype] button").click();
            assertThat(page.locator("main [role=status]")).containsText("1 行未收");
            assertThat(page.locator("main")).containsText("第 2 行");
            worker.looks("station-gateway-file");
            worker.open("/station/gateway?show=TRACKING&lang=en");
            page.selectOption("#carrier", code);
            page.setInputFiles("#file", table("运单号,状态,时间\n12345678,已签收,2036-11-27 10:00:00\n"));
            page.locator("form[enctype] button").click();
            assertThat(page.locator("main [role=status]")).containsText("1 rows refused");
            worker.looks("station-gateway-tracking-en").isContent();
        }
        try (var worker = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            worker.signIn(WORKER, "/station/gateway?show=AWAY").looks("station-gateway-away");
            worker.open("/station/gateway?show=TRACKING")
                    .looks("station-gateway-files")
                    .isContent();
        }
    }

    @Test
    void servingRulesAreChangedAndChangedBack() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            var page = operator.signIn(OPERATOR, "/county/serving?lang=en").page();
            operator.looks("county-serving-en");
            var form = page.locator("form[action*=FARM_INPUTS]");
            String first = form.locator("select").first().inputValue();
            form.locator("[name=rule-2]").selectOption(first);
            form.locator("button").click();
            assertThat(page.locator("#trouble")).containsText("twice");
            operator.open("/county/serving");
            for (String split : new String[] {"IF_BETTER", "IF_NEEDED"}) {
                form.locator("[name=split]").selectOption(split);
                form.locator("button").click();
                assertThat(page.locator(".note").first()).containsText("已保存");
                assertThat(form.locator("[name=split]")).hasValue(split);
            }
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE)) {
            operator.signIn(OPERATOR, "/county/serving").looks("county-serving").isContent();
        }
    }

    /** The secret is seen once; what is off is told nothing. */
    @Test
    void anOutsideSystemIsAddedTriedSwitchedOffAndRemoved() {
        var offices = new DemoOffices(Stage.open().url());
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            var page = operator.signIn(OPERATOR, "/county/webhooks").page();
            operator.looks("county-webhooks");
            page.fill("#url", "https://example.com/" + UUID.randomUUID());
            page.check("[name='fact.order.paid']");
            page.fill("#factor", "000000");
            page.locator("main form.entries button").click();
            assertThat(page.locator("#trouble")).isVisible();
            assertThat(page.locator("[name='fact.order.paid']")).isChecked();
            page.fill("#factor", offices.operatorsCode());
            page.locator("main form.entries button").click();
            assertThat(page.locator("#secret")).containsText("whsec_");
            page.locator("main p a.button").click();
            assertThat(page.locator("#secret")).hasCount(0);
            page.locator("form[action$='/ping'] button").click();
            assertThat(page.locator(".note").first()).containsText("测试");
            operator.looks("county-webhook");
            page.locator("tbody th a").first().click();
            operator.looks("county-webhook-tries");
            page.locator(".tools a").click();
            page.fill("#factor-state", offices.operatorsCode());
            page.locator("form[action$='/state'] button").click();
            assertThat(page.locator("main .badge").first()).hasText("已停用");
            page.locator(".sure summary").click();
            page.locator(".sure button").click();
            assertThat(page.locator(".note").first()).containsText("已删除");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            operator.signIn(OPERATOR, "/county/webhooks?lang=en")
                    .looks("county-webhooks-en")
                    .isContent();
        }
    }

    private static FilePayload table(String text) {
        return new FilePayload("table.csv", "text/csv", text.getBytes(UTF_8));
    }
}
