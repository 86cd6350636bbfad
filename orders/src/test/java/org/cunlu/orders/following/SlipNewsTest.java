package org.cunlu.orders.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.ParcelSlipped;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Buyers are told when, where and why their parcels come otherwise. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlipNewsTest implements TestPropertyProvider {
    private static final Instant FIRST = Instant.parse("2026-11-23T01:40:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T06:10:30Z");

    @Inject
    Shop shop;

    @Inject
    OrderBook book;

    @Inject
    Network network;

    private final List<String> sent = new ArrayList<>();
    private String buyer;
    private String order;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("following");
    }

    @BeforeEach
    void anOrder() {
        sent.clear();
        buyer = shop.buyer();
        shop.put(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2)
                .is(200);
        String group = shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                .is(201)
                .text("groupId");
        order = shop.orderIds(group).getFirst();
    }

    @Test
    void theNewDateAndTheReasonInBothLanguages() {
        tell(1, 1, LATER, false);
        assertThat(sent).containsExactly(buyer + " PARCEL_LATE 2026-11-24 14:10 道路或线路中断 a road or line is closed");
    }

    @Test
    void anotherStation() {
        tell(1, 1, LATER, true);
        assertThat(sent).singleElement().asString().startsWith(buyer + " PARCEL_MOVED 2026-11-24 14:10");
    }

    @Test
    void thatNobodyKnowsYet() {
        tell(1, 1, null, false);
        assertThat(sent).containsExactly(buyer + " PARCEL_HELD_UP null null 道路或线路中断 a road or line is closed");
    }

    @Test
    void whatALaterSlipHasOvertakenIsNoNews() {
        tell(1, 2, LATER, false);
        assertThat(sent).isEmpty();
        tell(2, 2, LATER, false);
        assertThat(sent).hasSize(1);
    }

    @Test
    void nobodyIsToldOfWhatIsNoOrders() {
        order = "NOSUCHORDER00";
        tell(1, 1, LATER, false);
        assertThat(sent).isEmpty();
    }

    private void tell(int slip, int latest, Instant now, boolean moved) {
        var news = new SlipNews(book, new Slips(latest), network, new Sent());
        news.on(
                new ParcelSlipped(
                        order,
                        "B1",
                        slip,
                        SlipReason.ROAD_CLOSED,
                        FIRST,
                        now,
                        StandInNetwork.VILLAGE21,
                        moved,
                        FIRST,
                        null),
                null);
    }

    private record Slips(int latest) implements Rerouting {
        @Override
        public Map<String, List<Slip>> slips(Collection<String> barcodes) {
            var slip = new Slip(SlipReason.ROAD_CLOSED, "", FIRST, LATER, "A", "A", null, FIRST);
            return Map.of("B1", Collections.nCopies(latest, slip));
        }

        @Override
        public Outcome reroute(Collection<String> barcodes, Cause cause) {
            throw new AssertionError();
        }

        @Override
        public Outcome carriedPast(Collection<String> barcodes, Cause cause, String nextStop, Instant at) {
            throw new AssertionError();
        }

        @Override
        public Outcome rerouteOrder(String orderId, Cause cause) {
            throw new AssertionError();
        }

        @Override
        public void cameLate(String barcode, Instant at) {
            throw new AssertionError();
        }

        @Override
        public void insteadOf(String barcode, Instant promised, Cause cause) {
            throw new AssertionError();
        }
    }

    private final class Sent implements Notices {
        @Override
        public void tell(String accountId, Kind kind, Map<String, String> facts) {
            sent.add(accountId + " " + kind + " " + facts.get("date") + " " + facts.get("time") + " "
                    + facts.get("reason") + " " + facts.get("english"));
        }

        @Override
        public void tell(String accountId, MobileNumber to, Kind kind, Map<String, String> facts) {
            throw new AssertionError(kind);
        }

        @Override
        public void queue(MobileNumber to, Kind kind, Map<String, String> facts) {
            throw new AssertionError(kind);
        }
    }
}
