package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dispatcher plans a day, corrects the plan by hand, publishes it, and closes a road. */
@Tag("browser")
class DispatchJourneyTest {
    private static final String DISPATCHER = "13800230005";
    private static final String HUB = "500233";

    /** Each viewer has a day of his own, as a plan that another published would make his stale. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"DESKTOP", "DESKTOP_DARK"})
    void aDayIsPlannedCorrectedAndPublished(Visitor.Kind kind) {
        boolean english = kind == Visitor.Kind.DESKTOP_DARK;
        String lang = english ? "&lang=en" : "";
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(english ? 3 : 2);
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch").page();
            assertThat(page.locator("h1")).containsText("当日运行");
            visitor.looks("dispatch-day");

            visitor.open("/dispatch?depot=" + HUB + "&day=" + day + lang);
            page.locator(".begin button").click();
            page.waitForURL(address -> address.contains("/dispatch/plans/"));
            String draft = withPickups(page, 3);
            visitor.open("/dispatch/plans/" + draft + (english ? "?lang=en" : ""));
            page.fill("#seconds", "3");
            page.locator("form[action*='/searches'] button").click();
            assertThat(page.locator(".search")).isVisible();
            page.locator("form[action*='/searches'] button").waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            visitor.looks("dispatch-plan");

            movesAStop(visitor, page);
            page.locator(".tourhead button[value=LOCK]").first().click();
            assertThat(page.locator(".tourhead button[value=UNLOCK]").first()).isVisible();

            page.locator(".sure summary").click();
            page.locator(".sure button").click();
            assertThat(page.locator("p.note")).isVisible();
            page.locator(".tools a.button").first().click();
            assertThat(page.locator(".tour").first()).isVisible();
            visitor.looks("dispatch-published").isContent();
        }
    }

    /** What waits at three villages is taken along: each makes another draft, as a dispatcher's own note of goods does. */
    private static String withPickups(Page page, int villages) {
        String plan = page.url().replaceAll(".*/plans/([0-9A-Z]+).*", "$1");
        String csrf = page.locator("body").getAttribute("data-csrf");
        var map = page.request().get(page.url().replaceAll("(https?://[^/]+).*", "$1") + "/api/dispatch/plans/" + plan);
        var places = com.google.gson.JsonParser.parseString(map.text())
                .getAsJsonObject()
                .getAsJsonObject("sheet")
                .getAsJsonArray("places");
        String site = page.url().replaceAll("(https?://[^/]+).*", "$1");
        for (int i = 0; i < villages; i++) {
            var answer = page.request()
                    .post(
                            site + "/api/dispatch/plans/" + plan + "/pickups",
                            RequestOptions.create()
                                    .setHeader("X-CSRF-Token", csrf)
                                    .setData(Map.of(
                                            "node", places.get(1 + 5 * i).getAsString(),
                                            "grams", 20_000,
                                            "pieces", 4,
                                            "cm3", 80_000,
                                            "storage", "DRY")));
            org.assertj.core.api.Assertions.assertThat(answer.status())
                    .as(answer.text())
                    .isEqualTo(201);
            plan = com.google.gson.JsonParser.parseString(answer.text())
                    .getAsJsonObject()
                    .get("plan")
                    .getAsString();
        }
        return plan;
    }

    /** By the form, which the keyboard reaches: tried first, kept then. */
    private static void movesAStop(Visitor visitor, Page page) {
        page.locator(".chip a").first().click();
        assertThat(page.locator("#hand-title")).isVisible();
        var vans = page.locator("#hand-van option");
        page.locator("#hand-van").selectOption(vans.last().getAttribute("value"));
        page.locator("#hand button[value=MOVE]").last().click();
        assertThat(page.locator(".trial")).isVisible();
        visitor.looks("dispatch-move");
        page.locator(".trial button[value=MOVE]").click();
        assertThat(page.locator("p.note")).isVisible();
    }

    @Test
    void aRoadIsClosedOnceItsEffectIsSeenAndOpenedAgain() {
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page =
                    visitor.signIn(DISPATCHER, "/dispatch/closures?kind=NODE").page();
            page.locator("#node")
                    .selectOption(page.locator("#node option").last().getAttribute("value"));
            page.fill("#why", "山体滑坡");
            page.locator(".entries button").click();
            assertThat(page.locator("h1")).containsText("确认封闭");
            visitor.looks("dispatch-closing");
            page.locator("button[value=do]").click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.looks("dispatch-closure");
            page.locator(".sure summary").click();
            page.locator(".sure button").click();
            assertThat(page.locator(".lead")).hasText("已开放");

            visitor.open("/dispatch/departures").looks("dispatch-departures");
            page.locator("tbody th a").first().click();
            assertThat(page.locator("h1")).isVisible();
            visitor.looks("dispatch-departure").isContent();
        }
    }
}
