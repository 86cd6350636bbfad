package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The county's operator with a buyer on the phone, and with what the county sets up once. */
@Tag("browser")
class OfficeJourneyTest {
    private static final String OPERATOR = "13800230016";

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
}
