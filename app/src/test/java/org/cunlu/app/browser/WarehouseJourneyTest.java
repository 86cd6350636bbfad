package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hub's worker counts in what a supplier brings, puts it away, and picks by wave, with a phone in one hand. */
@Tag("browser")
class WarehouseJourneyTest {
    private static final String WORKER = "13800230003";

    @Test
    void whatASupplierBringsIsCountedInAndPutAway() {
        String purchase = new DemoOffices(Stage.open().url()).orderForTheHub();
        try (var worker = Visitor.come(Visitor.Kind.PHONE)) {
            Page page = worker.signIn(WORKER, "/station").page();
            page.locator(".tile a[href*='/station/purchases']").click();
            worker.looks("warehouse-purchases");
            page.locator("main a[href*='" + purchase + "']").click();
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("还没有填件数");
            page.fill("#good-1", "13");
            page.fill("#damaged-1", "1");
            worker.looks("warehouse-purchase");
            page.locator("main form button[type=submit]").click();
            assertThat(page.locator(".note").first()).containsText("已收货");
            assertThat(page.locator("main .rows")).containsText("多 1");
            assertThat(page.locator("main .rows")).containsText("坏 1");
            page.locator("main .doing a[href*=put-away]").click();
            worker.looks("warehouse-put-away");
            var row = page.locator("main .rows > li").first();
            row.locator("input[name=bin]").fill("sz-1");
            row.locator("button").click();
            assertThat(page.locator(".note").first()).containsText("已上架");
            worker.open("/station/put-away?lang=en").looks("warehouse-put-away-en");
            worker.open("/station/transfers").looks("warehouse-transfers");
            worker.open("/station/put-backs").looks("warehouse-put-backs").isContent();
        }
    }

    @Test
    void aWaveIsPickedLineByLineAndFewerNeedAReason() {
        new DemoOffices(Stage.open().url()).order(1);
        try (var worker = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            Page page = worker.signIn(WORKER, "/station/waves").page();
            worker.looks("warehouse-waves");
            page.locator("main section[aria-labelledby=due] form button")
                    .first()
                    .click();
            assertThat(page.locator(".note").first()).containsText("波次已放出");
            page.locator("main form.doing button").click();
            assertThat(page.locator("#next-line")).isVisible();
            worker.looks("warehouse-pick");
            page.fill("#scanned", "NO-SUCH-GOODS");
            page.locator("main form.entries button").first().click();
            assertThat(page.locator("#trouble")).containsText("扫到的不是这一行的货");
            page.locator("details form.entries input[name=found]").fill("0");
            page.locator("details form.entries button").click();
            assertThat(page.locator("#trouble")).containsText("少拣请说明原因");
            worker.looks("warehouse-pick-short");
            String wave = page.url().replaceAll(".*/waves/([0-9A-Z]{13}).*", "$1");
            worker.open("/station/waves/" + wave + "?lang=en").looks("warehouse-pick-en");
            int before = page.locator("ol.rows > li").count();
            page.locator("main form.entries button").first().click();
            assertThat(page.locator(".note").first()).containsText("Picked");
            assertThat(page.locator("ol.rows > li").count()).isLessThanOrEqualTo(before);
            worker.isContent();
        }
    }
}
