package org.cunlu.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders and the room on real buses of a real timetable: one at 11:00 that takes one parcel, one at 15:00 that takes many. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomAtPlacingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String GATE = StandInNetwork.GATEWAY;
    private static final Map<String, Object> TO_HOME = Shop.village(HOME);
    private static final String HEADER = "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,"
            + "handling_minutes,township,mode,capacity_kg,capacity_litres,capacity_pieces,line,seq,node,arrive,depart\n";
    private static final String HOURS = ",OPEN,30,108,1234567,05:00,22:00,10,,,,,,,,,,\n";

    @Inject
    Shop shop;

    @Inject
    StandInParcels parcels;

    @Inject
    NetworkImport imports;

    @Inject
    DepartureRoom room;

    @Inject
    Closures closures;

    @Inject
    MovedClock clock;

    @Inject
    ExpiryByHand expiry;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("roomatplacing"));
        properties.put("orders.real-room", "true");
        return properties;
    }

    @BeforeAll
    void network() {
        String town = StandInNetwork.TOWN2;
        var report = imports.network(
                new StringReader(HEADER
                        + "node," + HUB + ",Hub,HUB," + HOURS
                        + "node," + town + ",Town,TOWNSHIP," + HUB + HOURS
                        + "node," + HOME + ",Station,VILLAGE," + town + HOURS
                        + "village," + HOME + ",Village,,,,30,108,,,,," + town + ",,,,,,,,,\n"
                        + bus("BUS-1", "11:00", "12:00", 1)
                        + bus("BUS-2", "15:00", "16:00", 100)
                        + "node," + GATE + ",Gate,GATEWAY," + HUB + HOURS
                        + "line,VAN-OUT,Van,,,,,,1234567,,,,,VAN,100,500,100,,,,,\n"
                        + "stop,,,,,,,,,,,,,,,,,VAN-OUT,1," + HUB + ",17:00,\n"
                        + "stop,,,,,,,,,,,,,,,,,VAN-OUT,2," + GATE + ",17:30,\n"
                        + "line,CAR,Carrier,,,,,,1234567,,,,,CARRIER,100,500,1,,,,,\n"
                        + "stop,,,,,,,,,,,,,,,,,CAR,1," + GATE + ",19:00,\n"),
                false,
                "tester");
        assertThat(report.faults()).isEmpty();
    }

    private static String bus(String code, String departs, String arrives, int pieces) {
        return "line," + code + ",Bus,,,,,,1234567,,,,,BUS,100,500," + pieces + ",,,,,\n"
                + "stop,,,,,,,,,,,,,,,,," + code + ",1," + HUB + "," + departs + ",\n"
                + "stop,,,,,,,,,,,,,,,,," + code + ",2," + HOME + "," + arrives + ",\n";
    }

    /** Nine in the morning of another day, whose buses are empty. */
    @BeforeEach
    void anotherDay() {
        Instant now = clock.instant();
        long ofDay = Math.floorMod(now.getEpochSecond(), 86_400L);
        clock.forward(Duration.ofSeconds(86_400 - ofDay + 3_600));
        expiry.run();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void ofTwoBuyersOfTheLastRoomOneGetsItAndTheOtherTheNextBusWithTheReason() throws Exception {
        for (int round = 0; round < 8; round++) {
            Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
            var buyers = List.of(buyerOf(rice), buyerOf(rice));
            var quotes = buyers.stream().map(this::quote).toList();
            assertThat(quotes).allSatisfy(quote -> assertThat(firstLine(quote)).isEqualTo("BUS-1"));
            long total = quotes.getFirst().number("totalFen");
            var answers = Rivals.all(2, i -> shop.place(buyers.get(i), shop.key(), TO_HOME, "ONLINE", total));
            var lines = new ArrayList<String>();
            for (Shop.Answer answer : answers) {
                String line = leg(answer.is(201)).lineCode();
                lines.add(line);
                assertThat(why(answer)).contains(line.equals("BUS-1") ? "next bus " : " is full, next bus ");
                assertThat(why(answer)).contains(line.equals("BUS-1") ? "下一班客车" : "已满，下一班客车");
            }
            assertThat(lines).as("round %d", round).containsExactlyInAnyOrder("BUS-1", "BUS-2");
            anotherDay();
        }
    }

    @Test
    void whoSentWhatHeWasToldIsAskedAgainBeforeHeGoesByALaterBus() throws Exception {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        var buyers = IntStream.range(0, 6).mapToObj(i -> buyerOf(rice)).toList();
        var quotes = buyers.stream().map(this::quote).toList();
        var answers = Rivals.all(6, i -> place(buyers.get(i), quotes.get(i), promisedAt(quotes.get(i))));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        for (int i = 0; i < 6; i++) {
            if (answers.get(i).status() != 201) {
                var told = answers.get(i)
                        .is(409, "promise-changed")
                        .fact("shipments")
                        .get(0);
                assertThat(told.get("arrival").get("why").getStringValue())
                        .contains("bus ")
                        .contains(" is full");
                assertThat(told.get("quotedAt").getStringValue())
                        .isEqualTo(promisedAt(quotes.get(i)).getFirst());
                var confirmed = place(
                        buyers.get(i),
                        quotes.get(i),
                        List.of(told.get("promisedAt").getStringValue()));
                assertThat(leg(confirmed.is(201)).lineCode()).isEqualTo("BUS-2");
            }
        }
    }

    @Test
    void halfAnHourLaterOnTheSameDayIsStillWhatHeWasToldAndAMinuteMoreIsNot() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        String buyer = buyerOf(rice);
        var quote = quote(buyer);
        Instant promised = Instant.parse(promisedAt(quote).getFirst());
        place(buyer, quote, List.of(promised.minusSeconds(31 * 60).toString())).is(409, "promise-changed");
        place(buyer, quote, List.of()).is(409, "promise-changed");
        place(buyer, quote, List.of(promised.minusSeconds(30 * 60).toString())).is(201);
    }

    @Test
    void whatIsCancelledOrNotPaidMakesRoomAgain() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        String first = buyerOf(rice);
        var group = place(first, quote(first), null).is(201);
        String second = buyerOf(rice);
        assertThat(firstLine(quote(second))).isEqualTo("BUS-2");
        shop.cancel(first, orderOf(group), shop.key()).is(200);
        assertThat(room.of(List.of(orderOf(group)))).isEmpty();
        var next = quote(second);
        assertThat(firstLine(next)).isEqualTo("BUS-1");
        var unpaid = place(second, next, null).is(201);
        assertThat(leg(unpaid).lineCode()).isEqualTo("BUS-1");
        clock.forward(Duration.ofMinutes(31));
        expiry.run();
        assertThat(room.of(List.of(orderOf(unpaid)))).isEmpty();
        String third = buyerOf(rice);
        assertThat(firstLine(quote(third))).isEqualTo("BUS-1");
    }

    @Test
    void aPaidOrderKeepsItsBusThoughANewOneWouldNotGetIt() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        String buyer = buyerOf(rice);
        var quote = quote(buyer);
        var group = place(buyer, quote, null).is(201);
        // Too late to be handled for the bus as a new order, and it closes in five minutes.
        clock.forward(Duration.ofMinutes(25));
        pay(buyer, group, charge(buyer, group));
        assertThat(leg(group).lineCode()).isEqualTo("BUS-1");
        var order = shop.get(buyer, "/api/shop/orders/" + orderOf(group)).is(200);
        assertThat(order.text("promisedAt")).isEqualTo(promisedAt(quote).getFirst());
        assertThat(parcels.state(orderOf(group))).contains("BOOKED");
        String other = buyerOf(rice);
        assertThat(firstLine(quote(other))).as("it is still held").isEqualTo("BUS-2");
    }

    @Test
    void whoPaysAfterExpiryWhenHisBusHasLeftGetsRoomOnTheNext() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        clock.forward(Duration.ofMinutes(89));
        String buyer = buyerOf(rice);
        var group = place(buyer, quote(buyer), null).is(201);
        assertThat(leg(group).lineCode()).isEqualTo("BUS-1");
        String charge = charge(buyer, group);
        clock.forward(Duration.ofMinutes(32));
        expiry.run();
        assertThat(room.of(List.of(orderOf(group)))).isEmpty();
        pay(buyer, group, charge);
        assertThat(leg(group).lineCode()).isEqualTo("BUS-2");
    }

    @Test
    void whoHadToGiveWayBeforeHePaidGoesByALaterBusAndTheReasonIsOnRecord() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        String buyer = buyerOf(rice);
        var group = place(buyer, quote(buyer), null).is(201);
        LocalDate date = leg(group).serviceDate();
        transactions.run(() -> {
            sql.change(
                    "UPDATE log_departure SET pieces = 0, said = 1, changed_at = CURRENT_TIMESTAMP"
                            + " WHERE line_code = 'BUS-1' AND service_date = ?",
                    date);
            sql.change("UPDATE log_departure_hold SET overflow = 'SHRUNK' WHERE holder = ?", orderOf(group));
        });
        await().until(() -> firstLine(quote(buyerOf(rice))).equals("BUS-2"));
        pay(buyer, group, charge(buyer, group));
        assertThat(leg(group).lineCode()).isEqualTo("BUS-2");
        var order = shop.get(buyer, "/api/shop/orders/" + orderOf(group)).is(200);
        assertThat(order.body().get("history").get(1).get("why").getStringValue())
                .isEqualTo("PAID_FOR_A_LATER_DEPARTURE");
    }

    @Test
    void whoseBusIsClosedBeforeHePaysGoesByALaterOneAndTheReasonIsOnRecord() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        String buyer = buyerOf(rice);
        var group = place(buyer, quote(buyer), null).is(201);
        assertThat(leg(group).lineCode()).isEqualTo("BUS-1");
        var closure = new Closure("C1", "500233", Closure.Kind.LINE, null, null, "BUS-1", clock.instant(), null);
        transactions.run(() -> closures.close(closure, "停运", "tester"));
        closures.takeEffect();
        pay(buyer, group, charge(buyer, group));
        assertThat(leg(group).lineCode()).isEqualTo("BUS-2");
        var order = shop.get(buyer, "/api/shop/orders/" + orderOf(group)).is(200);
        assertThat(order.body().get("history").get(1).get("why").getStringValue())
                .isEqualTo("PAID_FOR_A_LATER_DEPARTURE");
        transactions.run(() -> closures.lift("C1", "tester"));
        closures.takeEffect();
    }

    @Test
    void ofTwoBuyersOfTheLastRoomWithACarrierOneIsADayLaterWithTheReasonUntilTheFirstCancels() throws Exception {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        var buyers = List.of(buyerOf(rice), buyerOf(rice));
        long total =
                shop.quote(buyers.getFirst(), Shop.outside(), "ONLINE").is(200).number("totalFen");
        var answers = Rivals.all(
                2,
                i -> shop.place(buyers.get(i), shop.key(), Shop.outside(), "ONLINE", total)
                        .is(201));
        var sorted = answers.stream()
                .sorted(Comparator.comparing(answer -> pickup(answer).serviceDate()))
                .toList();
        LocalDate today = leg(sorted.getFirst()).serviceDate();
        assertThat(sorted).extracting(answer -> pickup(answer).serviceDate()).containsExactly(today, today.plusDays(1));
        assertThat(why(sorted.getFirst())).startsWith("承运商").doesNotContain("已满");
        assertThat(why(sorted.getLast())).contains("已满，承运商").contains(" is full, carrier leaves ");
        int first = answers.indexOf(sorted.getFirst());
        var paid = sorted.getLast();
        pay(buyers.get(1 - first), paid, charge(buyers.get(1 - first), paid));
        assertThat(pickup(paid).serviceDate()).as("as it was promised").isEqualTo(today.plusDays(1));
        shop.cancel(buyers.get(first), orderOf(sorted.getFirst()), shop.key()).is(200);
        var third = shop.quote(buyerOf(rice), Shop.outside(), "ONLINE").is(200);
        assertThat(third.body()
                        .get("shipments")
                        .get(0)
                        .get("legs")
                        .get(1)
                        .get("serviceDate")
                        .getStringValue())
                .isEqualTo(today.toString());
    }

    @Test
    void whatIsOrderedTogetherIsReckonedTogether() {
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        Offer tea = shop.offer("S2", 1_000, Map.of(HUB, 100L));
        String buyer = buyerOf(rice);
        shop.put(buyer, tea, 1).is(200);
        var quote = quote(buyer);
        assertThat(List.of(line(quote, 0), line(quote, 1))).containsExactly("BUS-1", "BUS-2");
        var group = place(buyer, quote, promisedAt(quote)).is(201);
        assertThat(group.body().get("orders").size()).isEqualTo(2);
    }

    private String buyerOf(Offer offer) {
        String buyer = shop.buyer();
        shop.put(buyer, offer, 1).is(200);
        return buyer;
    }

    private Shop.Answer quote(String buyer) {
        return shop.quote(buyer, TO_HOME, "ONLINE").is(200);
    }

    private static String firstLine(Shop.Answer quote) {
        return line(quote, 0);
    }

    private static String line(Shop.Answer quote, int shipment) {
        return quote.body()
                .get("shipments")
                .get(shipment)
                .get("legs")
                .get(0)
                .get("lineCode")
                .getStringValue();
    }

    private static List<String> promisedAt(Shop.Answer quote) {
        var promised = new ArrayList<String>();
        for (JsonNode shipment : quote.body().get("shipments").values()) {
            promised.add(shipment.get("promisedAt").getStringValue());
        }
        return promised;
    }

    private Shop.Answer place(String buyer, Shop.Answer quote, List<String> quotedArrivals) {
        var body = new HashMap<String, Object>();
        body.put("destination", TO_HOME);
        body.put("payment", "ONLINE");
        body.put("quotedTotalFen", quote.number("totalFen"));
        body.put("recipient", Map.of("name", "张三丰", "phone", "13812345678"));
        if (quotedArrivals != null) {
            body.put("quotedArrivals", quotedArrivals);
        }
        return shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body);
    }

    private String orderOf(Shop.Answer group) {
        return shop.orderIds(group.text("groupId")).getFirst();
    }

    private Leg leg(Shop.Answer group) {
        return room.of(List.of(orderOf(group))).get(orderOf(group)).getFirst().leg();
    }

    private Leg pickup(Shop.Answer group) {
        Leg last =
                room.of(List.of(orderOf(group))).get(orderOf(group)).getLast().leg();
        assertThat(last.leavesCounty()).isTrue();
        return last;
    }

    private static String why(Shop.Answer group) {
        return group.body().get("orders").get(0).get("arrival").get("why").getStringValue();
    }

    private String charge(String buyer, Shop.Answer group) {
        return shop.startPaying(buyer, group.text("groupId")).is(201).text("chargeId");
    }

    private void pay(String buyer, Shop.Answer group, String charge) {
        String path = "/api/shop/order-groups/" + group.text("groupId");
        shop.wallet(charge, Map.of()).is(202);
        await().untilAsserted(() ->
                assertThat(shop.get(buyer, path).is(200).text("status")).isEqualTo("PAID"));
    }
}
