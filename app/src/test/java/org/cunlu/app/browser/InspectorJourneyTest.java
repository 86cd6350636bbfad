package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The inspector signs in, finds his page, and takes the ledger along for a reason. */
@Tag("browser")
class InspectorJourneyTest {
    private static final String INSPECTOR = "13800230015";

    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"PHONE", "DESKTOP_DARK"})
    void anInspectorReadsTheLedgerAndTakesItAlongForAReason(Visitor.Kind kind) {
        try (var inspector = Visitor.come(kind)) {
            inspector.signIn(INSPECTOR, "/account");
            Page page = inspector.page();
            page.locator("header a[href*='/inspect']").click();
            assertThat(page.locator("h1")).hasText("农资销售台账");
            inspector.looks("inspect");
            page.fill("#from", "2026-01-02");
            page.fill("#until", "2026-01-01");
            page.locator("form.filters button").click();
            assertThat(page.locator("#trouble")).containsText("结束早于开始");
            page.locator("header a[href='/inspect']").click();
            page.fill("#why", "检查通知书 7 号");
            var file = page.waitForDownload(
                    () -> page.locator("button[value=XLSX]").click());
            assertThat(file.suggestedFilename()).isEqualTo("input-sales.xlsx");
            inspector.open("/inspect?lang=en").looks("inspect-en").isContent();
        }
    }
}
