package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody: looks around, signs in, reads larger, changes the language, and leaves. */
@Tag("browser")
class AccountJourneyTest {
    private static final String CONSUMER = "13800230001";

    @ParameterizedTest
    @EnumSource(Visitor.Kind.class)
    void aVisitorSignsInReadsInHisLanguageAndLeaves(Visitor.Kind kind) {
        try (var visitor = Visitor.come(kind)) {
            visitor.open("/").looks("home").isContent();
            visitor.open("/design").looks("design");
            visitor.page().fill("#pieces", "3");
            visitor.page().locator("main form.entries button").click();
            assertThat(visitor.page().locator("#trouble")).isVisible();
            visitor.page().locator("footer button").click();
            assertThat(visitor.page().locator("html")).hasClass("large");
            visitor.looks("design-large");
            visitor.page().locator("footer button").click();
            visitor.open("/account/sign-in").looks("sign-in");
            visitor.signIn(CONSUMER, "/account").looks("account");
            assertThat(visitor.page().locator("h1")).hasText("我的账号");
            visitor.page().locator("header a[hreflang=en]").click();
            assertThat(visitor.page().locator("html")).hasAttribute("lang", "en");
            visitor.looks("account-en");
            visitor.page()
                    .locator("form[action^='/account/sign-out'] button")
                    .first()
                    .click();
            visitor.page().waitForURL(address -> address.contains("/account/sign-in"));
            visitor.isContent();
        }
    }
}
