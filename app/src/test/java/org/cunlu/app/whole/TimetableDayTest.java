package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.LATE;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;

import java.time.LocalDate;
import java.util.List;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A file changes the timetable of what people have ordered by; two instances hear of it, and each buyer once. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimetableDayTest {
    private final SmallCounty county = SmallCounty.open();
    private LocalDate day;

    @BeforeEach
    void aMorningWithEmptyBuses() {
        day = county.nextMorning();
    }

    @AfterEach
    void asItWas() {
        county.network("10");
        county.audited();
    }

    private static void isPromised(SmallCounty county, Parcel parcel, String hour) {
        Soon.is(() -> assertThat(text(county.tracking(parcel), "promisedNow")).contains(hour));
    }

    @Test
    void whenTheBusGoesHalfAnHourLaterItsParcelsGoWithItAndTheirBuyersReadWhen() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        assertThat(county.lines(parcel)).containsExactly(EARLY);
        county.early(HUB + " 11:30", TOWN1 + " 12:00", STATION1 + " 12:30");
        // 12:40 here is 04:40 UTC.
        isPromised(county, parcel, "T04:40");
        assertThat(county.lines(parcel)).containsExactly(EARLY);
        Soon.is(() -> assertThat(county.slips(parcel)).containsExactly("TIMETABLE_CHANGED"));
        Soon.is(() -> assertThat(county.told(parcel.buyer()))
                .filteredOn(text -> text.contains("12:40") && text.contains("班次时刻调整"))
                .hasSize(1));
        assertThat(county.held(EARLY, day)).isEqualTo(1);
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "11:20", HUB, "12:30", STATION1)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
    }

    @Test
    void whenTheBusCallsThereNoMoreItsParcelsGoByTheNextThatDoes() {
        List<Parcel> parcels = List.of(
                county.bought(county.buyer(), STATION1, "ONLINE"),
                county.bought(county.buyer(), STATION1, "CASH_AT_PICKUP"));
        county.early(HUB + " 11:00", TOWN1 + " 11:30");
        parcels.forEach(parcel -> {
            isPromised(county, parcel, "T08:10");
            assertThat(county.lines(parcel)).containsExactly(LATE);
            Soon.is(() -> assertThat(county.slips(parcel)).containsExactly("TIMETABLE_CHANGED"));
            Soon.is(() -> assertThat(county.told(parcel.buyer()))
                    .filteredOn(text -> text.contains("16:10"))
                    .hasSize(1));
        });
        assertThat(county.held(EARLY, day)).isZero();
        assertThat(county.held(LATE, day)).isEqualTo(2);
        parcels.forEach(parcel -> county.scan("PACK", HUB, parcel));
        county.at(day, "14:50");
        parcels.forEach(parcel -> assertThat(county.scan("OUT", HUB, parcel)).isEqualTo("ON_TRIP"));
        county.at(day, "16:00");
        parcels.forEach(
                parcel -> assertThat(county.scan("IN", STATION1, parcel)).isEqualTo("READY"));
        parcels.forEach(parcel -> county.collect(parcel, STATION1).is(200));
        Soon.is(() -> parcels.forEach(parcel -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID")));
    }

    @Test
    void whoHasNotPaidKeepsHisSeatAndIsPromisedAsItGoesNowWhenHePays() {
        Person buyer = county.buyer();
        Answer placed = county.place(buyer, STATION1, "ONLINE");
        county.early(HUB + " 11:30", TOWN1 + " 12:00", STATION1 + " 12:30");
        Soon.is(() -> assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM log_departure_hold WHERE line_code = ? AND service_date = ?"
                                + " AND HOUR(departs_at) = 3 AND MINUTE(departs_at) = 30",
                        EARLY,
                        day))
                .isEqualTo(1));
        county.pay(buyer, placed);
        Parcel parcel = county.parcel(buyer, placed);
        assertThat(county.lines(parcel)).containsExactly(EARLY);
        assertThat(text(county.tracking(parcel), "promisedAt")).contains("T04:40");
        assertThat(county.held(EARLY, day)).isEqualTo(1);
        county.cancel(parcel);
    }

    @Test
    void whoHasNotPaidForABusThatCallsThereNoMoreGetsTheNextWhenHePays() {
        Person buyer = county.buyer();
        Answer placed = county.place(buyer, STATION1, "ONLINE");
        county.early(HUB + " 11:00", TOWN1 + " 11:30");
        county.isPromisedBy(LATE, STATION1);
        county.pay(buyer, placed);
        Parcel parcel = county.parcel(buyer, placed);
        assertThat(county.lines(parcel)).containsExactly(LATE);
        assertThat(county.held(EARLY, day)).isZero();
        county.cancel(parcel);
    }
}
