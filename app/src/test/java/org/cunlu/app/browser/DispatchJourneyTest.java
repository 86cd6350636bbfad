package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dispatcher plans a day, corrects the plan by hand, publishes it, and closes a road. */
@Tag("browser")
class DispatchJourneyTest {
    private static final String DISPATCHER = "13800230005";
    private static final String HUB = "500233";
    private static final LocatorAssertions.IsVisibleOptions FOUND =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    /** Each viewer has a day of his own, as a plan that another published would make his stale. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"DESKTOP", "DESKTOP_DARK"})
    void aDraftOfADayIsBegun(Visitor.Kind kind) {
        boolean english = kind == Visitor.Kind.DESKTOP_DARK;
        String lang = english ? "&lang=en" : "";
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(english ? 3 : 2);
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch").page();
            assertThat(page.locator("h1")).containsText("运行");
            visitor.looks("dispatch-day");

            visitor.open("/dispatch?depot=" + HUB + "&day=" + day + lang);
            page.locator(".begin button").click();
            page.waitForURL(address -> address.contains("/dispatch/plans/"));
            visitor.open(
                    page.url().replaceAll("^https?://[^/]+", "").replaceAll("[?].*", "") + (english ? "?lang=en" : ""));
            page.fill("#seconds", "3");
            visitor.looks("dispatch-plan").isContent();
        }
    }

    private static String dayOf(LocalDate day) {
        return "/dispatch?depot=" + HUB + "&day=" + day;
    }

    /** @return whether there was anything to plan */
    private static boolean planned(Page page) {
        page.locator(".begin button").click();
        page.waitForURL(address -> address.contains("/dispatch/plans/"));
        page.fill("#seconds", "2");
        page.locator("form.filters[action$='/searches'] button").click();
        try {
            page.locator(".tour").first().waitFor(new Locator.WaitForOptions().setTimeout(20_000));
            return true;
        } catch (TimeoutError nothing) {
            return false;
        }
    }

    @Test
    void toursAreFoundCorrectedByHandAndPublished() {
        new DemoOffices(Stage.open().url()).order(5);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page = visitor.signIn(DISPATCHER, dayOf(today.plusDays(1))).page();
            // What is ordered late in the day goes with tomorrow's buses, or with the vans of the day after.
            LocalDate day = today.plusDays(1);
            if (!planned(page)) {
                day = today.plusDays(2);
                page.navigate(Stage.open().url() + dayOf(day));
                planned(page);
            }
            assertThat(page.locator(".tour").first()).isVisible(FOUND);
            assertThat(page.locator("#seconds")).isVisible(FOUND);
            visitor.looks("dispatch-tours");

            page.locator(".chip a").first().click();
            assertThat(page.locator("#hand-title")).isVisible();
            page.fill("#hand-position", "1");
            page.locator("button[name=act][value=MOVE]").first().click();
            assertThat(page.locator(".trial")).isVisible();
            visitor.looks("dispatch-trial");
            page.locator(".trial button[value=MOVE]").click();
            assertThat(page.locator("p.note")).isVisible();
            page.locator(".tourhead button[value=LOCK]").first().click();
            assertThat(page.locator(".tourhead button[value=UNLOCK]")).hasCount(1);

            page.locator(".sure summary").click();
            page.locator(".sure button").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("form[action$='/searches']")).hasCount(0);
            visitor.looks("dispatch-published");
            visitor.open(dayOf(day)).looks("dispatch-day-planned");
            page.locator(".triphead a").first().click();
            assertThat(page.locator("#vehicle option")).not().hasCount(1);
            page.locator("form.entries button").click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.isContent();
        }
    }

    /** A day of their own: a driver is on one trip at a time. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"DESKTOP", "DESKTOP_DARK"})
    void aDriverAndAVehicleAreNamedToADepartureAndTakenOffAgain(Visitor.Kind kind) {
        boolean english = kind == Visitor.Kind.DESKTOP_DARK;
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(english ? 9 : 8);
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch?day=" + day + "&show=all" + (english ? "&lang=en" : ""))
                    .page();
            page.locator(".trips a[href*='/dispatch/trips/']").first().click();
            String driver = page.locator("[id='driver.1'] option").last().getAttribute("value");
            page.locator("[id='driver.1']").selectOption(driver);
            page.locator("form.entries button").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("[id='driver.1']")).hasValue(driver);
            visitor.looks("dispatch-manning");
            page.locator("[id='driver.1']").selectOption("");
            page.locator("form.entries button").click();
            assertThat(page.locator("[id='driver.1']")).hasValue("");
            visitor.isContent();
        }
    }

    /** A station of its own, which is open again at the end. */
    @Test
    void aStationIsSuspendedAndWhatIsLeftThereIsSeen() {
        String node = "500233122207";
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch/nodes/" + node).page();
            page.fill("#why-SUSPENDED", "房屋检修");
            page.locator("button[value=SUSPENDED]").click();
            assertThat(page.locator("p.note").first()).isVisible();
            visitor.open("/dispatch/evacuations").looks("dispatch-evacuations");
            assertThat(page.locator("main")).containsText("房屋检修");
            visitor.open("/dispatch/evacuations/" + node);
            assertThat(page.locator("#evacuation .tile")).hasCount(3);
            visitor.looks("dispatch-evacuation");
        } finally {
            try (var visitor = Visitor.come(Visitor.Kind.PHONE_DARK)) {
                Page page = visitor.signIn(DISPATCHER, "/dispatch/evacuations/" + node + "?lang=en")
                        .page();
                visitor.looks("dispatch-evacuation-en");
                visitor.open("/dispatch/nodes/" + node);
                page.fill("#why-OPEN", "检修完毕");
                page.locator("button[value=OPEN]").click();
                assertThat(page.locator("p.note").first()).isVisible();
                visitor.isContent();
            }
        }
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

    /** Each viewer has a village of his own, which is planned again at the end. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"DESKTOP", "PHONE_DARK"})
    void aNodeIsChangedTakesItsStepsAndIsClosedOnceItsEffectIsSeen(Visitor.Kind kind) {
        boolean english = kind == Visitor.Kind.PHONE_DARK;
        String node = "/dispatch/nodes/" + (english ? "500233001019" : "500233001018");
        String lang = english ? "?lang=en" : "";
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch/nodes" + lang).page();
            visitor.looks("dispatch-nodes");
            visitor.open(node + lang);
            page.locator("[name='day.SUNDAY']").setChecked(false);
            page.fill("#opens", "19:00");
            page.locator("form.entries button").first().click();
            assertThat(page.locator("#trouble")).isVisible();
            assertThat(page.locator("[name='day.SUNDAY']")).not().isChecked();
            page.fill("#opens", "09:00");
            page.locator("form.entries button").first().click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("[name='day.SUNDAY']")).not().isChecked();
            page.fill("#why-BUILT", "验收合格");
            page.locator("button[value=BUILT]").click();
            assertThat(page.locator("button[value=OPEN]")).isVisible();
            visitor.looks("dispatch-node");
            visitor.open("/dispatch/nodes/" + HUB + "/closing" + lang);
            assertThat(page.locator("#hindrances-title ~ ul li").first()).isVisible();
            assertThat(page.locator("button[value=CLOSED]")).hasCount(0);
            visitor.looks("dispatch-node-closing");
            visitor.open(node + "/closing" + lang);
            page.fill("#why", "选址有变");
            page.locator("button[value=CLOSED]").click();
            assertThat(page.locator("p.note").first()).isVisible();
            page.fill("#why-PLANNED", "另行选址");
            page.locator("button[value=PLANNED]").click();
            assertThat(page.locator("button[value=BUILT]")).isVisible();
            page.locator("[name='day.SUNDAY']").setChecked(true);
            page.fill("#opens", "08:00");
            page.locator("form.entries button").first().click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.isContent();
        }
    }

    @Test
    void aVehicleIsRegisteredAndTakenOffTheRoad() {
        String code = "B-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch/vehicles").page();
            visitor.looks("dispatch-vehicles");
            page.locator(".tools a").click();
            page.fill("#vehicle", code);
            page.fill("#plate", code.substring(0, 8));
            page.fill("#kg", "800");
            page.fill("#litres", "3500");
            page.locator("[name='holds.DRY']").setChecked(false);
            page.locator("form.entries button").click();
            assertThat(page.locator("#trouble")).containsText("至少能装一类");
            assertThat(page.locator("#kg")).hasValue("800");
            assertThat(page.locator("#vehicle")).hasValue(code);
            page.locator("[name='holds.CHILLED']").setChecked(true);
            page.locator("form.entries button").click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.open("/dispatch/vehicles/" + code);
            page.locator("[name=suspended]").setChecked(true);
            page.fill("#note", "年检");
            page.locator("form.entries button").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("[name=suspended]")).isChecked();
            visitor.looks("dispatch-vehicle").isContent();
        }
    }

    /** What a worker found to be more than he may write up alone is signed by who has not proposed it. */
    @Test
    void anAdjustmentIsSigned() {
        String id = new DemoOffices(Stage.open().url()).proposeAdjustment();
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch/adjustments").page();
            visitor.looks("dispatch-adjustments");
            page.locator("tbody a[href*='" + id + "']").click();
            assertThat(page.locator("tbody")).containsText("+40");
            visitor.looks("dispatch-adjustment");
            page.locator("button[value=approve]").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("main .badge").first()).hasText("已入账");
            visitor.open("/dispatch/adjustments?node=" + HUB + "&lang=en");
            assertThat(page.locator("tbody a[href*='" + id + "']")).isVisible();
            visitor.isContent();
        }
    }

    /** Each viewer has a line of his own. */
    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"DESKTOP", "DESKTOP_DARK"})
    void aBusIsAddedChangedOnceItsEffectIsSeenAndEnded(Visitor.Kind kind) {
        boolean english = kind == Visitor.Kind.DESKTOP_DARK;
        String lang = english ? "?lang=en" : "";
        String code = "BROWSER-" + (english ? "EN" : "ZH");
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        try (var visitor = Visitor.come(kind)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch/lines" + lang).page();
            visitor.looks("dispatch-lines");
            page.locator("tbody th a").first().click();
            page.locator("a[href*='/lines/new']").click();
            page.fill("#code", code);
            page.fill("#from", today.plusDays(20).toString());
            page.fill("#why", "赶场加开");
            page.locator(".entries button").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("h1")).containsText(code);
            visitor.looks("dispatch-line");

            page.fill("#from", today.plusDays(27).toString());
            page.fill("#kg", "0");
            page.locator("input[name='arrive.1']").fill("08;30");
            page.fill("#kg", "80");
            page.fill("#why", "客车行李多");
            page.locator(".entries button").first().click();
            assertThat(page.locator("#trouble")).isVisible();
            assertThat(page.locator("input[name='arrive.1']")).hasValue("08;30");
            page.locator("input[name='arrive.1']").fill("");
            page.locator(".entries button").first().click();
            assertThat(page.locator("#affected-title")).isVisible();
            visitor.looks("dispatch-changing");
            page.locator("button[value=do]").click();
            assertThat(page.locator("p.note")).isVisible();
            assertThat(page.locator("h1")).containsText(code + "-");

            page.fill("#end-from", today.plusDays(27).toString());
            page.fill("#end-why", "不再加开");
            page.locator("form:has(input[value=end]) button").click();
            page.locator("button[value=do]").click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.open("/dispatch/lines/" + code + lang);
            assertThat(page.locator(".facts")).containsText(today.plusDays(26).toString());
            page.fill("#end-from", today.plusDays(20).toString());
            page.fill("#end-why", "不再加开");
            page.locator("form:has(input[value=end]) button").click();
            page.locator("button[value=do]").click();
            assertThat(page.locator("p.note")).isVisible();
            visitor.isContent();
        }
    }

    /** What these pages refuse, they refuse without scripts too. */
    @Test
    void whatIsNotHisIsAbsentAndABadFormSaysWhatIsWrong() {
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            Page page = visitor.signIn(DISPATCHER, "/dispatch").page();
            String csrf = page.locator("body").getAttribute("data-csrf");
            assertThat(status(page, "/dispatch/plans/0000000000000", null)).isEqualTo(404);
            assertThat(status(page, "/dispatch/closures/0000000000000", null)).isEqualTo(404);
            assertThat(status(page, "/dispatch/departures/NO-SUCH-LINE/2026-11-30", null))
                    .isEqualTo(404);
            assertThat(status(page, "/dispatch/nodes/NOBODYS", null)).isEqualTo(404);
            assertThat(status(page, "/dispatch/nodes?under=NOBODYS", null)).isEqualTo(404);
            assertThat(status(page, "/dispatch/vehicles/NOBODYS", null)).isEqualTo(404);
            assertThat(status(page, "/dispatch/adjustments/0000000000000", null))
                    .isEqualTo(404);
            assertThat(status(
                            page,
                            "/dispatch/nodes/" + HUB + "/steps",
                            "to=CLOSED&why=xx&version=1&key=key-12345678&_csrf=" + csrf))
                    .isEqualTo(409);
            assertThat(status(page, "/dispatch/nodes/" + HUB, "version=1&_csrf=" + csrf))
                    .isEqualTo(400);
            assertThat(status(page, "/dispatch?depot=NOBODYS&day=never&cursor=x", null))
                    .isEqualTo(200);
            assertThat(status(page, "/dispatch/plans", "depot=" + HUB)).isEqualTo(403);
            assertThat(status(page, "/dispatch/plans", "depot=NOBODYS&_csrf=" + csrf))
                    .isEqualTo(404);
            assertThat(status(page, "/dispatch/closures", "kind=NODE&node=" + HUB + "&why=x&_csrf=" + csrf))
                    .isEqualTo(400);
            assertThat(status(page, "/dispatch/closures", "kind=ROAD&node=" + HUB + "&why=xx&until=soon&_csrf=" + csrf))
                    .isEqualTo(400);
        }
        try (var visitor = Visitor.come(Visitor.Kind.DESKTOP)) {
            // Pages of an account let no script ask for anything: he asks from another.
            Page page = visitor.signIn("13800230001", "/").page();
            assertThat(status(page, "/dispatch", null)).isEqualTo(404);
        }
    }

    /** @param form to send; null to look only */
    private static int status(Page page, String path, @Nullable String form) {
        Object status = page.evaluate("""
                async ([path, form]) => (await fetch(path, form == null ? {} : {method: 'POST', body: form,
                  headers: {'Content-Type': 'application/x-www-form-urlencoded'}})).status
                """, Arrays.asList(path, form));
        return ((Number) status).intValue();
    }
}
