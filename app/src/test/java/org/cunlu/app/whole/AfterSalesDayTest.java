package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the buyer's hands by the bus and the hub's shelf to the money that goes back, on two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterSalesDayTest {
    private final SmallCounty county = SmallCounty.open();
    private final Person seller = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-GONGXIAO")));
    private LocalDate day;

    @BeforeEach
    void aMorningWithEmptyBuses() {
        day = county.nextMorning();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void aDamagedSackGoesBackByTheBusIsInspectedAndRefunded() throws IOException {
        Parcel parcel = collected("ONLINE");
        String request = text(ask(parcel, "RETURN").is(201).body(), "requestId");
        act(seller, "seller", request, "accept", null).is(200);
        String code = text(look(parcel, request).body(), "returnCode");
        Answer taken = county.post(
                        county.keeper(STATION1),
                        "/api/station/goods-back",
                        key(),
                        Map.of("node", STATION1, "code", code, "weightGrams", 5_000))
                .is(201);
        var home = new Parcel(parcel.buyer(), parcel.order(), text(taken.body(), "barcode"));
        assertThat(county.ride(day, home, "12:50", STATION1, "14:00", HUB)).isEqualTo("RETURNED");
        long before = onHand();
        inspected(home.barcode());
        assertThat(onHand()).isEqualTo(before + 1);
        Soon.is(() -> assertThat(text(look(parcel, request).body(), "state")).isEqualTo("SETTLED"));
        Soon.is(() -> assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM ord_refund WHERE order_id = ? AND status = 'DONE'", parcel.order()))
                .isEqualTo(1));
        // Damaged, and all of it: its carriage goes back too.
        assertThat(county.counted("SELECT SUM(amount_fen) AS n FROM ord_refund WHERE order_id = ?", parcel.order()))
                .isEqualTo(county.order(parcel).get("totalFen").getLongValue());
        assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID");
    }

    @Test
    void anExchangeComesByTheNextBusWithACodeOfItsOwn() throws IOException {
        Parcel parcel = collected("ONLINE");
        String request = text(ask(parcel, "EXCHANGE").is(201).body(), "requestId");
        act(seller, "seller", request, "accept", null).is(200);
        String code = text(look(parcel, request).body(), "returnCode");
        handedIn(code);
        String replacement = text(look(parcel, request).body(), "replacementId");
        assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM log_parcel WHERE order_id = ? AND from_node = ? AND to_node = ?",
                        replacement,
                        HUB,
                        STATION1))
                .isEqualTo(1);
        String barcode = county.bean(Sql.class)
                .one("SELECT barcode FROM log_parcel WHERE order_id = ?", row -> row.string("barcode"), replacement)
                .orElseThrow();
        var sent = new Parcel(parcel.buyer(), replacement, barcode);
        county.scan("PACK", HUB, sent);
        assertThat(county.ride(day, sent, "14:50", HUB, "16:00", STATION1)).isEqualTo("READY");
    }

    /** On the station's page: what should come is shown by the code, and the same form again has no second effect. */
    private void handedIn(String code) {
        String page = "/station/goods-back";
        Person keeper = county.keeper(STATION1);
        assertThat(county.form(keeper, page, Map.of("node", STATION1, "code", code))
                        .is(200)
                        .text())
                .contains("大米", "破损");
        county.form(keeper, page, Map.of("node", STATION1, "code", "0000000000"))
                .is(409);
        county.form(keeper, page, Map.of("node", HUB, "code", code)).is(404);
        var weighed = Map.of("node", STATION1, "code", code, "kilograms", "5", "key", key());
        county.form(keeper, page + "/taking", weighed).is(303);
        county.form(keeper, page + "/taking", weighed).is(303);
    }

    /** On the hub's page, once; to who works elsewhere it is not there. */
    private void inspected(String barcode) {
        String page = "/station/inspections/SENT/" + barcode;
        assertThat(county.get(county.keeper(HUB), page + "?node=" + HUB).is(200).text())
                .contains("大米");
        county.get(county.keeper(STATION1), page + "?node=" + STATION1).is(404);
        county.get(county.keeper(HUB), page.replace("SENT", "UNDELIVERED") + "?node=" + HUB)
                .is(404);
        var found = new HashMap<>(Map.of("node", HUB, "key", key(), "part-0", "RICE-5K||", "QUARANTINED-0", "2"));
        county.form(county.keeper(HUB), page, found).is(409);
        found.put("QUARANTINED-0", "1");
        county.form(county.keeper(HUB), page, found).is(303);
        county.post(
                        county.keeper(HUB),
                        "/api/station/return-inspections/" + barcode,
                        key(),
                        Map.of(
                                "node",
                                HUB,
                                "parts",
                                List.of(Map.of("skuCode", "RICE-5K", "found", "QUARANTINED", "pieces", 1))))
                .is(409, "already-inspected");
        assertThat(county.get(county.keeper(HUB), page + "?node=" + HUB).status())
                .isEqualTo(404);
    }

    private Parcel collected(String payment) {
        Parcel parcel = county.bought(county.buyer(), STATION1, payment);
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
        return parcel;
    }

    private Answer ask(Parcel parcel, String kind) throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "jpeg", file);
        String photo = text(
                county.post(parcel.buyer(), "/api/shop/photos", null, file.toByteArray())
                        .is(201)
                        .body(),
                "photoId");
        return county.post(
                parcel.buyer(),
                "/api/shop/returns",
                key(),
                Map.of(
                        "orderId",
                        parcel.order(),
                        "kind",
                        kind,
                        "reason",
                        "DAMAGED",
                        "lines",
                        List.of(Map.of("lineNo", 1, "pieces", 1)),
                        "photos",
                        List.of(photo)));
    }

    private Answer act(Person who, String branch, String request, String act, Object body) {
        return county.post(who, "/api/" + branch + "/returns/" + request + "/" + act, key(), body);
    }

    private Answer look(Parcel parcel, String request) {
        return county.get(parcel.buyer(), "/api/shop/returns/" + request).is(200);
    }

    private long onHand() {
        return county.counted(
                "SELECT on_hand AS n FROM log_stock_level WHERE sku_code = 'RICE-5K' AND node_code = ?", HUB);
    }
}
