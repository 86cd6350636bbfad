package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A keeper does his work with a phone. */
@Tag("browser")
class StationJourneyTest {
    private static final String KEEPER = "13800230002";

    @ParameterizedTest
    @EnumSource(
            value = Visitor.Kind.class,
            names = {"PHONE", "DESKTOP_DARK"})
    void aKeeperSeesHisDayAndIsToldWhatIsWrong(Visitor.Kind kind) {
        try (var keeper = Visitor.come(kind)) {
            keeper.signIn(KEEPER, "/station").looks("station-today");
            Page page = keeper.page();
            page.locator(".tile a").first().click();
            keeper.looks("station-list");
            page.locator("nav.tabs a").nth(2).click();
            page.fill("#code", "00000000");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("#trouble")).containsText("取件码不对");
            keeper.looks("station-pickup");
            page.locator("nav.tabs a").nth(3).click();
            keeper.looks("station-drop-off");
            turnsAway(keeper);
            takesBack(keeper);
            page.locator("nav.tabs a[href*='/station/cash']").click();
            assertThat(page.locator("h1")).hasText("现金");
            keeper.looks("station-cash");
            changesShift(keeper);
            page.locator("header a[hreflang=en]").click();
            assertThat(page.locator("h1")).hasText("Cash");
            page.locator("nav.tabs a").nth(1).click();
            page.fill("#code", "NO-SUCH-1");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("#answer")).hasAttribute("data-tone", "bad");
            keeper.looks("station-scan-en").isContent();
        }
    }

    /** Goods that are not taken, with a photo of why; it is not asked for twice where the form was wrong. */
    private static void turnsAway(Visitor keeper) {
        Page page = keeper.page();
        page.fill("#kilograms", "12,5");
        page.fill("#pieces", "3");
        page.locator("main summary").last().click();
        page.fill("#description", "青菜");
        page.fill("#refused", "已变质");
        page.setInputFiles("#photo", new FilePayload("orange.png", "image/png", Pictures.orange()));
        page.locator("main form.entries button[type=submit]").click();
        assertThat(page.locator("#photo-hint")).containsText("不用再拍");
        page.fill("#kilograms", "12.5");
        page.locator("main form.entries button[type=submit]").click();
        assertThat(page.locator(".answer")).containsText("没有收");
        Object wide =
                page.locator(".answer img.proof").evaluate("photo => photo.decode().then(() => photo.naturalWidth)");
        assertThat(wide).isEqualTo(640);
        keeper.looks("station-drop-off-photo");
    }

    /** Somebody brings goods back and his code is wrong; what came home to be inspected is one press away. */
    private static void takesBack(Visitor keeper) {
        Page page = keeper.page();
        page.locator("nav.modes a").nth(1).click();
        page.fill("#code", "0123456789");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("#trouble")).containsText("退货码不对");
        keeper.looks("station-goods-back");
        page.locator("nav.modes a").nth(2).click();
        assertThat(page.locator("h1")).hasText("退回验收");
        keeper.looks("station-inspections");
    }

    /** Four taps beside the typing: begin, choose, to the till, take the cash. */
    @Test
    void aKeeperOrdersForAVillagerWhoPaysInCash() {
        try (var keeper = Visitor.come(Visitor.Kind.PHONE)) {
            keeper.signIn(KEEPER, "/station/orders").looks("station-villager");
            Page page = chosen(keeper);
            keeper.looks("station-goods");
            page.locator("main .panel a.button").click();
            assertThat(page.locator("nav.modes a[aria-current]")).hasText("现金现付");
            keeper.looks("station-till");
            page.locator("form.entries button[type=submit]").click();
            assertThat(page.locator("h1")).hasText("已付款");
            assertThat(page.locator("main")).containsText("收据");
            keeper.looks("station-paid").isContent();
        }
    }

    /** The villager's phone needs no account: the code on the keeper's screen is all. */
    @Test
    void aVillagerPaysByHisOwnPhoneWhatTheKeeperOrders() {
        try (var keeper = Visitor.come(Visitor.Kind.DESKTOP_DARK);
                var villager = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            keeper.signIn(KEEPER, "/station/orders?lang=en");
            Page page = chosen(keeper);
            page.locator("main .panel a.button").click();
            page.locator("nav.modes a").nth(1).click();
            page.locator("form.entries button[type=submit]").click();
            assertThat(page.locator("svg.qr")).isVisible();
            keeper.looks("station-pay-link-en");
            String link = page.locator(".copied").textContent().strip();
            villager.open(link.substring(link.indexOf("/pay/"))).looks("pay-by-link");
            Page phone = villager.page();
            phone.locator("main form button[type=submit]").click();
            phone.locator("main form button[type=submit]").click();
            villager.open(link.substring(link.indexOf("/pay/")));
            for (int look = 0; look < 100 && phone.locator("main .note").count() == 0; look++) {
                LockSupport.parkNanos(200_000_000L);
                phone.reload();
            }
            assertThat(phone.locator("main .note")).containsText("已付款");
            villager.isContent();
            page.locator(".panel a.button").click();
            assertThat(page.locator("h1")).hasText("Paid");
            keeper.isContent();
        }
    }

    /** A villager is told of and agreed, and the first of what is bought often is in his cart. */
    private static Page chosen(Visitor keeper) {
        Page page = keeper.page();
        page.fill("#name", "冉婆婆");
        page.fill(
                "#phone",
                "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000)));
        page.fill("#birthDate", "1950-03-04");
        page.fill("#reference", "柜台登记本第 7 号");
        page.locator("form.entries button[type=submit]").click();
        assertThat(page.locator("h1")).containsText("冉");
        page.locator("main > .items button[type=submit]").first().click();
        assertThat(page.locator("#cart")).isVisible();
        return page;
    }

    /** What he scanned without a network is sent once he is back, in order, and what did not pass is explained. */
    private static void changesShift(Visitor keeper) {
        Page page = keeper.page();
        page.locator("main a[href*='/station/shifts']").click();
        assertThat(page.locator("h1")).hasText("交接班");
        for (String end : new String[] {"", "/end"}) {
            Locator form = page.locator("form[action='/station/shifts" + end + "']");
            form.locator("#counted").fill("99999.99");
            form.locator("button[type=submit]").click();
            assertThat(page.locator("#trouble")).containsText("请写明原因");
            keeper.looks("station-shift" + end.replace('/', '-'));
            page.fill("#why", "抽屉里放了备用金");
            page.locator("main form button[type=submit]").first().click();
            assertThat(page.locator("p.note").first()).isVisible();
        }
        assertThat(page.locator(".rows > li").first()).containsText("抽屉里放了备用金");
        page.locator("main .tools a[href*='/station/cash']").click();
    }

    /** The phone believes a list that the station's key signed, and no other; whatever it found, the server looks again. */
}
