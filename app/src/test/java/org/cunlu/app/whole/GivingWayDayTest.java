package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.EARLY;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.LATE;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.TOWN2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels whose promise slips, from the order to the hand-over, through HTTP, broker and jobs of two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingWayDayTest {
    private final SmallCounty county = SmallCounty.open();
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
    void whenLuggageNeedsTheRoomTheLatestBookedGoByTheNextBusAreToldAndReallyArrive() {
        var buyers = List.of(county.buyer(), county.buyer(), county.buyer());
        var parcels = buyers.stream()
                .map(buyer -> county.bought(buyer, STATION1, "ONLINE"))
                .toList();
        assertThat(parcels)
                .allSatisfy(parcel -> assertThat(county.lines(parcel)).containsExactly(EARLY));
        assertThat(county.held(EARLY, day)).isEqualTo(3);

        room(county.dispatcher, 0, 1L).is(200);

        Parcel first = parcels.getFirst();
        List<Parcel> others = parcels.subList(1, 3);
        Soon.is(() -> others.forEach(parcel -> assertThat(county.lines(parcel)).containsExactly(LATE)));
        assertThat(county.lines(first)).containsExactly(EARLY);
        assertThat(county.slips(first)).isEmpty();
        assertThat(others).allSatisfy(this::saysThatItsBusIsFull);
        assertThat(county.held(EARLY, day)).isEqualTo(1);
        assertThat(county.held(LATE, day)).isEqualTo(2);
        Soon.is(() -> others.forEach(parcel -> assertThat(county.told(parcel.buyer()))
                .anyMatch(text -> text.contains("16:10") && text.contains("班次已满"))));
        assertThat(county.told(first.buyer())).noneMatch(text -> text.contains("16:10"));
        county.audited();

        parcels.forEach(parcel -> assertThat(county.scan("PACK", HUB, parcel)).isEqualTo("AT_NODE"));
        assertThat(county.ride(day, first, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        county.collect(first, STATION1).is(200);
        county.at(day, "14:50");
        others.forEach(parcel -> assertThat(county.scan("OUT", HUB, parcel)).isEqualTo("ON_TRIP"));
        county.at(day, "16:00");
        others.forEach(parcel -> assertThat(county.scan("IN", STATION1, parcel)).isEqualTo("READY"));
        others.forEach(parcel -> county.collect(parcel, STATION1).is(200));
        Soon.is(() -> parcels.forEach(parcel -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID")));
        assertThat(loaded(EARLY)).isEqualTo(1);
        assertThat(loaded(LATE)).isEqualTo(2);
        assertThat(others).allSatisfy(parcel -> assertThat(county.slips(parcel)).containsExactly("DEPARTURE_FULL"));
    }

    @Test
    void whoHasNotPaidYetGetsTheOtherBusWhenHePays() {
        Person first = county.buyer();
        Person second = county.buyer();
        Answer one = county.place(first, STATION1, "ONLINE");
        Answer two = county.place(second, STATION1, "ONLINE");
        room(county.dispatcher, 0, 1L).is(200);
        county.pay(second, two);
        county.pay(first, one);
        Parcel late = county.parcel(second, two);
        Parcel early = county.parcel(first, one);
        assertThat(county.lines(early)).containsExactly(EARLY);
        assertThat(county.lines(late)).containsExactly(LATE);
        Soon.is(() -> {
            assertThat(county.held(EARLY, day)).isEqualTo(1);
            assertThat(county.held(LATE, day)).isEqualTo(1);
        });
        county.cancel(early);
        county.cancel(late);
        assertThat(county.held(EARLY, day)).isZero();
        assertThat(county.held(LATE, day)).isZero();
    }

    @Test
    void whenAFileBringsTheLineWithLessTheLatestGoAnotherWayOnceThoughBothInstancesHearOfIt() {
        var parcels = List.of(
                county.bought(county.buyer(), STATION1, "CASH_AT_PICKUP"),
                county.bought(county.buyer(), STATION1, "CASH_AT_PICKUP"));
        assertThat(parcels)
                .allSatisfy(parcel -> assertThat(county.lines(parcel)).containsExactly(EARLY));
        county.network("1");
        try {
            Soon.is(() -> assertThat(county.lines(parcels.getLast())).containsExactly(LATE));
            assertThat(county.lines(parcels.getFirst())).containsExactly(EARLY);
            assertThat(county.slips(parcels.getLast())).containsExactly("DEPARTURE_FULL");
            parcels.forEach(parcel -> county.scan("PACK", HUB, parcel));
            assertThat(county.ride(day, parcels.getFirst(), "10:50", HUB, "12:00", STATION1))
                    .isEqualTo("READY");
            assertThat(county.ride(day, parcels.getLast(), "14:50", HUB, "16:00", STATION1))
                    .isEqualTo("READY");
            parcels.forEach(parcel -> county.collect(parcel, STATION1).is(200));
            Soon.is(() ->
                    parcels.forEach(parcel -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID")));
        } finally {
            county.network("10");
        }
    }

    @Test
    void whatIsFoundAtAnotherNodeGoesOnFromThereAndIsExplained() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        assertThat(county.scan("LOST", HUB, parcel, Map.of("reason", "找不到 · not found")))
                .isEqualTo("LOST");
        county.at(day, "13:00");
        assertThat(county.scan("FOUND", TOWN2, parcel)).isEqualTo("AT_NODE");
        // From town 2 it goes up in the evening and down the next day.
        Soon.is(() -> assertThat(county.slips(parcel)).containsExactly("MISLAID"));
        assertThat(county.lines(parcel)).endsWith("UP-2", EARLY);
        assertThat(promised(parcel, "promisedNow")).isAfter(promised(parcel, "promisedAt"));
        Soon.is(() -> assertThat(county.told(parcel.buyer())).anyMatch(text -> text.contains("12:10")));
        assertThat(county.ride(day, parcel, "17:20", TOWN2, "18:00", HUB)).isEqualTo("AT_NODE");
        LocalDate next = day.plusDays(1);
        county.at(next, "08:00");
        assertThat(county.ride(next, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
    }

    @Test
    void roomIsSaidByWhoeverIsWhereTheLineBeginsAsItWasSeenAndNotBeyondTheLine() {
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        room(county.dispatcher, 0, 11L).is(400, "room-beyond-line");
        room(county.dispatcher, 0, -1L).is(400);
        room(county.dispatcher, 7, 5L).is(409, "departure-changed");
        var body = new HashMap<String, Object>(Map.of("version", 0, "pieces", 5));
        county.put(county.dispatcher, "/api/dispatch/departures/" + EARLY + "/" + day + "/room", body)
                .is(400);
        county.put(county.keeper(HUB), "/api/dispatch/departures/" + EARLY + "/" + day + "/room", body)
                .is(404);
        room(county.dispatcher, 0, 5L).is(200);
        room(county.dispatcher, 0, 5L).is(200);
        assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'logistics.departure-room' AND subject = ?",
                        EARLY + "/" + day))
                .isEqualTo(1);
        assertThat(county.held(EARLY, day)).isEqualTo(1);
        county.cancel(parcel);
    }

    private Answer room(Person who, int version, Long pieces) {
        return county.put(
                who,
                "/api/dispatch/departures/" + EARLY + "/" + day + "/room",
                Map.of("version", version, "pieces", pieces, "why", "行李多 · much luggage"));
    }

    private void saysThatItsBusIsFull(Parcel parcel) {
        assertThat(county.slips(parcel)).containsExactly("DEPARTURE_FULL");
        assertThat(promised(parcel, "promisedNow")).isAfter(promised(parcel, "promisedAt"));
    }

    private Instant promised(Parcel parcel, String which) {
        return Instant.parse(text(county.tracking(parcel), which));
    }

    private long loaded(String line) {
        return Instances.list(county.departure(line, day), "sections")
                .getFirst()
                .get("loaded")
                .getLongValue();
    }
}
