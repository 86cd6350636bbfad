package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A consumer: looks around without signing in, buys for his village, pays, follows the order, and changes his mind. */
@Tag("browser")
class ShopJourneyTest {
    private static final String CONSUMER = "13800230001";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    @ParameterizedTest
    @CsvSource({"PHONE, ''", "PHONE_DARK, en", "DESKTOP, en", "DESKTOP_DARK, ''"})
    void aConsumerBuysForHisVillagePaysFollowsAndCancels(Visitor.Kind kind, String language) {
        String lang = language.isEmpty() ? "" : "lang=" + language;
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.page();
            visitor.open("/?" + lang).looks("shop-home");
            choosesHisVillage(visitor);
            finds(visitor);
            putsIntoTheCartAsAVisitor(visitor);
            orders(visitor);
            pays(visitor);
            page.locator("#paying ul a").first().click();
            assertThat(page.locator("#way")).isVisible();
            visitor.looks("shop-order");
            page.locator("details.sure summary").first().click();
            page.locator("details.sure button").first().click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.open("/orders?" + lang).looks("shop-orders");
            assertThat(page.locator("article.order").first()).isVisible();
            visitor.open("/live?" + lang).looks("shop-live").isContent();
        }
    }

    private static void choosesHisVillage(Visitor visitor) {
        Page page = visitor.page();
        page.locator(".to a").first().click();
        page.locator("#q").pressSequentially("马灌");
        Locator village = page.locator("#villages button", new Page.LocatorOptions().setHasText("马灌"));
        assertThat(village.first()).isVisible();
        visitor.looks("shop-place");
        village.first().click();
        assertThat(page.locator(".to strong").first()).containsText("马灌");
    }

    private static void finds(Visitor visitor) {
        Page page = visitor.page();
        page.fill("#q", "橙");
        page.locator("form.search button").click();
        assertThat(page.locator(".card").first()).isVisible();
        visitor.looks("shop-found");
        // What can be delivered there says when.
        page.locator(".card", new Page.LocatorOptions().setHas(page.locator(".promise")))
                .locator("h3 a")
                .first()
                .click();
        assertThat(page.locator(".deal .promise")).containsText(":");
        visitor.looks("shop-goods");
    }

    private static void putsIntoTheCartAsAVisitor(Visitor visitor) {
        Page page = visitor.page();
        page.locator(".deal button").first().click();
        assertThat(page.locator(".rows > li")).hasCount(1);
        assertThat(page.locator(".tabs .count")).hasText("1");
        visitor.looks("shop-cart");
    }

    private static void orders(Visitor visitor) {
        Page page = visitor.page();
        page.locator(".sum a.button").click();
        // Nobody is signed in: the way leads through that and back.
        page.fill("#phone", CONSUMER);
        page.fill("#password", "cunlu-demo-2026");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(address -> address.contains("/checkout"));
        assertThat(page.locator(".sums .total")).containsText("¥");
        visitor.looks("shop-checkout");
        page.locator("form.entries button[type=submit]").click();
        page.waitForURL(address -> address.contains("/orders/groups/"));
        visitor.looks("shop-pay");
    }

    private static void pays(Visitor visitor) {
        Page page = visitor.page();
        page.locator("#paying button[value=SANDBOX]").click();
        page.waitForURL(address -> address.contains("/sandbox/charges/"));
        visitor.looks("shop-wallet");
        page.locator("main form button[type=submit]").click();
        page.waitForURL(address -> address.contains("/orders/groups/"));
        // The page learns it from the gateway by itself.
        assertThat(page.locator("#paying[data-status=PAID]")).isVisible(SOON);
    }
}
