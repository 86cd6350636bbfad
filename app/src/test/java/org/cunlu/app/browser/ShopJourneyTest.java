package org.cunlu.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import org.cunlu.app.play.DemoCounter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A consumer: looks around without signing in, buys for his village, pays, follows the order, and changes his mind. */
@Tag("browser")
class ShopJourneyTest {
    private static final String CONSUMER = "13800230001";
    private static final String SELLER = "13800230006";
    private static final String XSS = "<img src=x onerror=document.title='ran'>";
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
            findsHisAddressKept(visitor, lang);
            visitor.open("/live?" + lang).looks("shop-live");
            visitor.open("/goods/GX-DAMI?" + lang).looks("shop-goods-lot");
            page.locator(".proof a").click();
            assertThat(page.locator("h1")).containsText("GX-DAMI");
            visitor.isContent();
        }
    }

    /** Two people on both sides of a counter: what one does the other sees. */
    @ParameterizedTest
    @CsvSource({"PHONE, ''", "DESKTOP_DARK, en"})
    void aBuyerAsksForMoneyTakesWhatIsOfferedAndWritesAReviewThatIsAnswered(Visitor.Kind kind, String language) {
        String lang = language.isEmpty() ? "" : "?lang=" + language;
        String order = new DemoCounter(Stage.open().url()).received();
        try (var buyer = Visitor.come(kind);
                var seller = Visitor.come(kind)) {
            Page page = buyer.signIn(CONSUMER, "/orders/" + order + lang)
                    .looks("shop-received")
                    .page();
            asks(buyer);
            String request = page.url().replaceAll(".*/returns/([0-9A-Z]+).*", "$1");
            offers(seller.signIn(SELLER, "/seller/returns" + lang).looks("seller-returns"), request);
            page.reload();
            buyer.looks("shop-after-offered");
            page.locator("form[action*='/offer'] button").click();
            assertThat(page.locator(".badge, h1").first()).containsText(language.isEmpty() ? "已完成" : "Settled");
            writes(buyer, order, lang);
            answers(seller, lang);
            reports(seller);
            buyer.isContent();
            seller.isContent();
        }
    }

    private static void asks(Visitor buyer) {
        Page page = buyer.page();
        page.locator("main a[href*='/return']").last().click();
        buyer.looks("shop-ask");
        page.locator("a[href*='reason=DAMAGED']").first().click();
        page.check("input[value=REFUND_ONLY]");
        page.setInputFiles("#photo1", new FilePayload("orange.png", "image/png", Pictures.orange()));
        page.fill("#words", "压坏了三个 " + XSS);
        buyer.looks("shop-ask-why");
        page.locator("form.entries button[type=submit]").click();
        page.waitForURL(address -> address.contains("/returns/"));
        assertThat(page.locator("p.note")).isVisible();
        assertThat(page.locator(".snapshots img")).hasCount(1);
        buyer.looks("shop-after");
    }

    private static void offers(Visitor seller, String request) {
        Page page = seller.page();
        page.locator("a[href*='" + request + "']").click();
        assertThat(page.locator(".typed").first()).containsText(XSS);
        seller.looks("seller-return");
        page.fill("#amount", "5");
        page.locator("form[action*='/offer'] button").click();
        assertThat(page.locator("p.note")).isVisible();
    }

    private static void writes(Visitor buyer, String order, String lang) {
        Page page = buyer.page();
        buyer.open("/orders/" + order + lang);
        page.locator("a[href*='/review/']").click();
        page.check("input[name=stars][value='4']");
        page.fill("#words", "很甜，赔得也快 " + XSS);
        page.setInputFiles("#photo2", new FilePayload("orange.png", "image/png", Pictures.orange()));
        buyer.looks("shop-review");
        page.locator("form.entries button[type=submit]").click();
        assertThat(page.locator("p.note")).isVisible();
        assertThat(page.locator(".stars")).hasText("★★★★");
    }

    private static void answers(Visitor seller, String lang) {
        Page page = seller.page();
        seller.open("/seller/reviews" + lang).looks("seller-reviews");
        Locator newest = page.locator("article.review").first();
        newest.locator("summary").click();
        newest.locator("textarea").fill("谢谢，下次换厚箱子 " + XSS);
        newest.locator("button[type=submit]").click();
        assertThat(page.locator("p.note")).isVisible();
        page.locator("article.review h2 a").first().click();
        assertThat(page.locator("#reviews ~ article .reply").first()).containsText("厚箱子");
        seller.looks("shop-goods-reviewed");
    }

    /** Whoever buys may ask the county to look at what another wrote. */
    private static void reports(Visitor reader) {
        Page page = reader.page();
        page.locator("a[href*='/report']").first().click();
        page.check("input[value=else]");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("#trouble")).isVisible();
        page.fill("#more", "和商品没有关系 " + XSS);
        reader.looks("shop-report");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("p.note")).isVisible();
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
        page.fill("input[name=name]", "外婆");
        page.check("input[name=keep]");
        visitor.looks("shop-checkout");
        page.locator("form.entries button[type=submit]").click();
        page.waitForURL(address -> address.contains("/orders/groups/"));
        visitor.looks("shop-pay");
    }

    /** What he kept with the order is one press the next time, and goes when he wants it to. */
    private static void findsHisAddressKept(Visitor visitor, String lang) {
        Page page = visitor.page();
        visitor.open("/account/addresses?" + lang).looks("shop-addresses");
        Locator kept = page.locator("article.address", new Page.LocatorOptions().setHasText("外婆"));
        assertThat(kept).hasCount(1);
        kept.locator("a.button").click();
        assertThat(page.locator("input[name=name]")).hasValue("外婆");
        visitor.looks("shop-address");
        visitor.open("/place?" + lang);
        page.locator(".choices button", new Page.LocatorOptions().setHasText("外婆"))
                .click();
        assertThat(page.locator(".to strong").first()).containsText("马灌");
        visitor.open("/account/addresses?" + lang);
        kept.locator("details.sure summary").click();
        kept.locator("details.sure button").click();
        assertThat(page.locator("p.note")).isVisible();
        assertThat(kept).hasCount(0);
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
