package org.cunlu.orders.reviewing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who received writes once about each line; the seller answers, the county hides, the mean is counted. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewTest implements TestPropertyProvider {
    private static final String SELLER = "seller1 SELLER:SHOP:S1";
    private static final String OTHER_SELLER = "seller2 SELLER:SHOP:S2";
    private static final String OPERATOR = "operator1 COUNTY_OPERATOR:SUBTREE:500233";
    private static final String STRANGE_OPERATOR = "operator2 COUNTY_OPERATOR:SUBTREE:500101";

    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("reviewing");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void onlyWhoReceivedWritesOnceAndNobodyReadsMoreThanHisSurname() {
        Offer rice = offer();
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, rice, 1);
        write(buyer, order, 1, 5, "好").is(409, "not-received");
        delivered.deliver(order);
        write(shop.buyer(), order, 1, 5, "别人的单").is(404, "not-found");
        write(buyer, order, 2, 5, "没有这一行").is(404, "not-found");
        write(buyer, order, 1, 6, "六星").is(400);
        write(buyer, order, 1, 5, "字\u202E反").is(400, "words-unreadable");
        write(buyer, order, 1, 4, "米香\n软糯").is(201);
        write(buyer, order, 1, 5, "再写").is(409, "reviewed-already");
        Answer shown = shown(rice);
        assertThat(shown.number("reviews")).isEqualTo(1);
        assertThat(shown.number("meanTenths")).isEqualTo(40);
        assertThat(shown.raw()).doesNotContain("张三丰", "138", buyer, order);
        assertThat(first(shown).get("writer").getStringValue()).doesNotContain("三丰");
    }

    @Test
    void ofTheSameReviewManyTimesAtOnceOneIsKeptAndCounted() throws Exception {
        Offer rice = offer();
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice, 1);
        var codes = Rivals.all(6, rival -> write(buyer, order, 1, 3, "一般").status());
        assertThat(codes).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(shown(rice).number("reviews")).isEqualTo(1);
    }

    @Test
    void itIsChangedForSevenDaysAndTheMeanFollows() {
        Offer rice = offer();
        String buyer = shop.buyer();
        String id =
                review(write(buyer, delivered.online(buyer, rice, 1), 1, 1, "差").is(201));
        edit(shop.buyer(), id, 5).is(404, "not-found");
        clock.forward(Duration.ofDays(7).minusMillis(1));
        edit(buyer, id, 5).is(200);
        assertThat(shown(rice).number("meanTenths")).isEqualTo(50);
        clock.forward(Duration.ofMillis(1));
        edit(buyer, id, 1).is(409, "review-fixed");
        String late = delivered.online(buyer, rice, 1);
        clock.forward(Duration.ofDays(90));
        write(buyer, late, 1, 5, "太晚").is(409, "review-too-late");
    }

    @Test
    void itsSellerAnswersOnce() {
        Offer rice = offer();
        String buyer = shop.buyer();
        String id = review(
                write(buyer, delivered.online(buyer, rice, 1), 1, 2, "有碎米").is(201));
        reply(OTHER_SELLER, id).is(404, "not-found");
        reply(SELLER, id).is(200);
        reply(SELLER, id).is(409, "replied-already");
        assertThat(first(shown(rice)).get("reply").getStringValue()).isEqualTo("抱歉，下次改进");
        assertThat(shop.send(SELLER, "GET", "/api/seller/reviews", null, null)
                        .is(200)
                        .raw())
                .contains(id);
    }

    @Test
    void theCountyHidesWithAReasonWhatWasReportedAndShowsItAgain() {
        Offer rice = offer();
        String buyer = shop.buyer();
        String reader = shop.buyer();
        String id = review(
                write(buyer, delivered.online(buyer, rice, 1), 1, 1, "骂人的话").is(201));
        for (int i = 0; i < 2; i++) {
            report(reader, id).is(200);
        }
        assertThat(shop.send(OPERATOR, "GET", "/api/county/reviews", null, null)
                        .is(200)
                        .raw())
                .contains(id, "\"reports\":1");
        assertThat(shop.send(OPERATOR, "GET", "/api/county/reviews/" + id, null, null)
                        .is(200)
                        .raw())
                .contains("辱骂");
        decide(STRANGE_OPERATOR, id, "hide").is(404, "not-found");
        decide(OPERATOR + " SELLER:SHOP:S1", id, "hide").is(409, "own-submission");
        assertThat(shop.count("ker_trail WHERE act = 'orders.review-hidden.refused' AND subject = ?", id))
                .isEqualTo(2);
        decide(OPERATOR, id, "hide").is(200);
        decide(OPERATOR, id, "hide").is(200);
        assertThat(shown(rice).number("reviews")).isZero();
        assertThat(shop.send(buyer, "GET", "/api/shop/reviews/mine", null, null)
                        .is(200)
                        .raw())
                .contains("HIDDEN", "违反公约");
        edit(buyer, id, 5).is(200);
        assertThat(shown(rice).number("reviews")).isZero();
        decide(OPERATOR, id, "show").is(200);
        assertThat(shown(rice).number("meanTenths")).isEqualTo(50);
        assertThat(shop.count("ker_trail WHERE act = 'orders.review-hidden' AND subject = ?", id))
                .isEqualTo(1);
    }

    @Test
    void itsPhotosAreDrawnAnewAndOnlyTheWritersOwn() throws IOException {
        Offer rice = offer();
        String buyer = shop.buyer();
        String photo = photo(buyer, 1);
        String order = delivered.online(buyer, rice, 1);
        String other = photo(shop.buyer(), 2);
        writeWith(buyer, order, List.of(other)).is(400, "photo-unknown");
        String id = review(writeWith(buyer, order, List.of(photo)).is(201));
        assertThat(first(shown(rice)).get("photos").size()).isEqualTo(1);
        assertThat(shop.raw("x", "/api/shop/reviews/" + id + "/photos/" + photo))
                .startsWith("\uFFFD\uFFFD\uFFFD");
        assertThat(shop.raw("x", "/api/shop/reviews/" + id + "/photos/" + other))
                .contains("not-found");
        assertThat(photo(buyer, 3)).isEqualTo(photo(buyer, 3));
    }

    @Test
    void anEditLeavesOnlyThePhotosThatItNames() throws IOException {
        Offer rice = offer();
        String buyer = shop.buyer();
        String first = photo(buyer, 4);
        String second = photo(buyer, 5);
        String id = review(writeWith(buyer, delivered.online(buyer, rice, 1), List.of(first, second))
                .is(201));
        String third = photo(buyer, 6);
        editWith(buyer, id, List.of(second, third)).is(200);
        assertThat(shop.count("ord_photo WHERE used_by = ?", id)).isEqualTo(2);
        assertThat(shop.raw("x", "/api/shop/reviews/" + id + "/photos/" + first))
                .contains("not-found");
        editWith(buyer, id, List.of(photo(shop.buyer(), 7))).is(400, "photo-unknown");
        assertThat(shop.count("ord_photo WHERE used_by = ?", id))
                .as("a refused edit lets none go")
                .isEqualTo(2);
        edit(buyer, id, 4).is(200);
        assertThat(shop.count("ord_photo WHERE used_by = ?", id)).isZero();
        assertThat(shop.count("ord_photo WHERE account_id = ? AND used_by IS NULL", buyer))
                .as("they wait to be forgotten")
                .isEqualTo(3);
    }

    private String photo(String buyer, int seed) throws IOException {
        var image = new BufferedImage(20 + seed, 20, BufferedImage.TYPE_INT_RGB);
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", file);
        return shop.upload(buyer, "/api/shop/photos", "image/jpeg", file.toByteArray())
                .is(201)
                .text("photoId");
    }

    private Offer offer() {
        return shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L));
    }

    private Answer shown(Offer offer) {
        return shop.send(null, "GET", "/api/shop/reviews?product=" + offer.productCode(), null, null)
                .is(200);
    }

    private static JsonNode first(Answer shown) {
        return shown.body().get("page").get("items").get(0);
    }

    private static String review(Answer written) {
        return written.body().get("review").get("reviewId").getStringValue();
    }

    private Answer write(String buyer, String order, int line, int stars, String words) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/reviews",
                shop.key(),
                Map.of("orderId", order, "lineNo", line, "review", Map.of("stars", stars, "words", words)));
    }

    private Answer writeWith(String buyer, String order, List<String> photos) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/reviews",
                shop.key(),
                Map.of("orderId", order, "lineNo", 1, "review", Map.of("stars", 5, "words", "图", "photos", photos)));
    }

    private Answer edit(String buyer, String id, int stars) {
        return shop.send(buyer, "PUT", "/api/shop/reviews/" + id, shop.key(), Map.of("stars", stars, "words", "改了"));
    }

    private Answer editWith(String buyer, String id, List<String> photos) {
        return shop.send(
                buyer,
                "PUT",
                "/api/shop/reviews/" + id,
                shop.key(),
                Map.of("stars", 5, "words", "改了", "photos", photos));
    }

    private Answer reply(String seller, String id) {
        return shop.send(
                seller, "POST", "/api/seller/reviews/" + id + "/reply", shop.key(), Map.of("words", "抱歉，下次改进"));
    }

    private Answer report(String reader, String id) {
        return shop.send(reader, "POST", "/api/shop/reviews/" + id + "/report", null, Map.of("why", "辱骂"));
    }

    private Answer decide(String operator, String id, String what) {
        return shop.send(operator, "POST", "/api/county/reviews/" + id + "/" + what, null, Map.of("reason", "违反公约"));
    }
}
