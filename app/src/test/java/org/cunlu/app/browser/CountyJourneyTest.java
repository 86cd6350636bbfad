package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.cunlu.app.play.DemoOffices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The county's operator: sees what waits, decides it, and looks how the county stands. */
@Tag("browser")
class CountyJourneyTest {
    private static final String OPERATOR = "13800230016";

    @Test
    void whatWaitsIsDecided() {
        var offices = new DemoOffices(Stage.open().url());
        String certificate = offices.proposeBrandRight();
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP)) {
            operator.signIn(OPERATOR, "/county").looks("county");
            operator.page().locator(".tiles a[href*=authorizations]").click();
            operator.looks("county-queue");
            operator.page().locator("tbody th a").last().click();
            assertThat(operator.page().locator("main")).containsText(certificate);
            operator.looks("county-matter");
            operator.page().fill("#factor", offices.operatorsCode());
            operator.page().click("button[value=approve]");
            assertThat(operator.page().locator(".note")).containsText("已处理");
            operator.isContent();
        }
    }

    @Test
    void networkFlowsAndAuditAreSeen() {
        try (var operator = Visitor.come(Visitor.Kind.DESKTOP_DARK)) {
            operator.signIn(OPERATOR, "/county/network").looks("county-network");
            operator.open("/county/flows?lang=en").looks("county-flows-en");
            operator.open("/county/audit?run=yes").looks("county-audit");
            assertThat(operator.page().locator("main [role=status]")).containsText("全部相符");
            operator.isContent();
        }
        try (var operator = Visitor.come(Visitor.Kind.PHONE)) {
            operator.signIn(OPERATOR, "/county").looks("county");
            operator.open("/county/network?lang=en").looks("county-network-en").isContent();
        }
    }
}
