package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One box finds orders, parcels and people by number, phone, tail or name, within the county and never without a trace. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsBoxTest {
    private static final String WHY = "来电查件";

    private final SmallCounty county = SmallCounty.open();

    @Test
    void findsWhatSomebodyOnThePhoneAsksForAndLogsWhomItShowed() {
        county.nextMorning();
        Person buyer = county.buyer();
        Parcel parcel = county.bought(buyer, STATION1, "CASH_AT_PICKUP");
        try {
            String tail = buyer.phone().substring(7);
            for (String number :
                    List.of(parcel.order(), parcel.barcode(), parcel.barcode().toLowerCase())) {
                Answer found = box(county.operator, number, "").is(200);
                assertThat(found.string("takenFor")).isEqualTo("NUMBER");
                assertThat(Instances.text(found.list("orders").getFirst(), "orderId"))
                        .isEqualTo(parcel.order());
                assertThat(Instances.text(found.list("parcels").getFirst(), "barcode"))
                        .isEqualTo(parcel.barcode());
                assertThat(found.list("people")).isEmpty();
            }
            assertThat(looks(buyer)).isZero();
            for (String known : List.of(buyer.phone(), tail, "张三丰")) {
                box(county.operator, known, "").is(400, "reason-missing");
                Answer found = box(county.operator, known, WHY).is(200);
                assertThat(found.text()).doesNotContain(buyer.phone(), "张三丰");
                assertThat(found.text()).contains(parcel.order());
                if (!known.equals("张三丰")) {
                    assertThat(found.text()).contains(parcel.barcode(), buyer.account());
                }
            }
            assertThat(looks(buyer)).isBetween(2L, 3L);
        } finally {
            county.cancel(parcel);
        }
    }

    @Test
    void anothersAndAbsentAreTheSame() {
        Person buyer = county.buyer();
        Person elsewhere = county.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500101")));
        String tail = buyer.phone().substring(7);
        assertThat(box(elsewhere, tail, WHY).is(200).text())
                .isEqualTo(box(elsewhere, "9876", WHY).is(200).text());
        assertThat(looks(buyer)).isZero();
        box(county.dispatcher, tail, WHY).is(404);
        box(county.operator, "x".repeat(41), WHY).is(400, "query-invalid");
        assertThat(box(county.operator, "' OR 1=1 --", WHY).is(200).list("people"))
                .isEmpty();
    }

    /** A browser's history and a proxy's log keep addresses: whom somebody looked for stands in none. */
    @Test
    void nobodyIsAskedForInAnAddress() {
        Person buyer = county.buyer();
        assertThat(county.get(county.operator, "/api/county/box?q=" + buyer.phone())
                        .status())
                .isEqualTo(405);
        Answer alsoInTheAddress =
                county.post(county.operator, "/api/county/box?q=" + buyer.phone(), null, Map.of("why", WHY));
        alsoInTheAddress.is(400, "invalid");
        assertThat(looks(buyer)).isZero();
    }

    private Answer box(Person who, String asked, String why) {
        var question = new HashMap<String, Object>(Map.of("q", asked));
        if (!why.isEmpty()) {
            question.put("why", why);
        }
        return county.post(who, "/api/county/box", null, question);
    }

    private long looks(Person subject) {
        return county.counted(
                "SELECT COUNT(*) AS n FROM acc_look WHERE subject = ? AND what = 'box'", subject.account());
    }
}
