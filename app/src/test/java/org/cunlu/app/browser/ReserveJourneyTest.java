package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reserve: looked over, drawn on by three people, and paid for. */
@Tag("browser")
class ReserveJourneyTest {
    private static final String OFFICER = "13800230010";
    private static final String REVIEWER = "13800230011";
    private static final String AUTHORITY = "13800230012";
    private static final String AUDITOR = "13800230014";

    @Test
    void aReleaseIsProposedReviewedAndApprovedByThreePeople() {
        var offices = new DemoOffices(Stage.open().url()).fill();
        String release = proposed();
        try (var reviewer = Visitor.come(Visitor.Kind.PHONE)) {
            reviewer.signIn(REVIEWER, release).looks("reserve-review");
            reviewer.page().fill("#factor", offices.reviewersCode());
            reviewer.page().click("button[name=agrees][value=yes]");
            assertThat(reviewer.page().locator(".note")).containsText("已复核");
            reviewer.isContent();
        }
        try (var authority = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            authority.signIn(AUTHORITY, release).open(release + "?lang=en");
            assertThat(authority.page().locator("#outlook")).hasText("If it were approved now");
            authority.page().fill("#factor", offices.authoritysCode());
            authority.page().click("button[name=agrees][value=yes]");
            assertThat(authority.page().locator(".note")).containsText("Approved");
            authority.looks("reserve-release-en").isContent();
        }
    }

    private static String proposed() {
        try (var officer = Visitor.come(Visitor.Kind.DESKTOP)) {
            officer.signIn(OFFICER, "/reserve").looks("reserve");
            officer.open("/reserve/lots").looks("reserve-lots");
            officer.open("/reserve/calendar").looks("reserve-calendar");
            officer.open("/reserve/propose").looks("reserve-propose");
            var page = officer.page();
            page.selectOption("#sku1", new SelectOption().setValue("GX-DAMI-5K"));
            page.fill("#pieces1", "40");
            page.fill("#need1", "200");
            page.locator("details summary").first().click();
            page.locator("details input[name^='people.']").first().fill("120");
            page.fill("#trigger", "强降雨，一村断路");
            page.fill("#use", "应急口粮");
            page.fill("#transport", "随班车");
            page.check("input[name=drill]");
            page.click("main form.entries > button");
            assertThat(page.locator(".note")).containsText("已提交");
            officer.looks("reserve-release").isContent();
            return URI.create(page.url()).getPath();
        }
    }

    @Test
    void everyDayOfAStatementIsExplained() {
        new DemoOffices(Stage.open().url()).fill();
        try (var officer = Visitor.come(Visitor.Kind.DESKTOP)) {
            officer.signIn(OFFICER, "/reserve/statements").looks("reserve-statements");
            officer.page().fill("#why", "月度清算");
            officer.page().click("main form.entries button");
            officer.page().locator("details summary").first().click();
            officer.looks("reserve-statement").isContent();
        }
        try (var auditor = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            auditor.signIn(AUDITOR, "/reserve").looks("reserve");
            auditor.open("/reserve/claims?lang=en").looks("reserve-claims-en");
            auditor.open("/reserve/prices").looks("reserve-prices").isContent();
        }
    }

    @Test
    void aLotIsTurnedByTwoPeople() {
        var offices = new DemoOffices(Stage.open().url()).fill();
        String rotation;
        try (var officer = Visitor.come(Visitor.Kind.DESKTOP)) {
            officer.signIn(OFFICER, "/reserve/lots");
            officer.page().locator("tbody th a").first().click();
            officer.looks("reserve-rotate");
            officer.page().fill("#pieces", "2");
            officer.page().fill("#reason", "到期轮换 <b>1</b>");
            officer.page().click("main form.entries button");
            assertThat(officer.page().locator(".note")).containsText("已提出轮换");
            officer.looks("reserve-rotation").isContent();
            rotation = URI.create(officer.page().url()).getPath();
        }
        try (var authority = Visitor.come(Visitor.Kind.PHONE_DARK)) {
            authority.signIn(AUTHORITY, rotation).open(rotation + "?lang=en");
            authority.looks("reserve-rotation-decide-en");
            authority.page().fill("#factor", offices.authoritysCode());
            authority.page().click("button[name=agrees][value=yes]");
            assertThat(authority.page().locator(".note")).containsText("The rotation is approved");
            authority.isContent();
        }
    }
}
