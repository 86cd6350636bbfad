package org.cunlu.orders.following;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Notices.Kind;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelSlipped;
import org.cunlu.logistics.Rerouting;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.Lifecycle;

/** A buyer is told when his parcel comes later or to another station, and why. What a later slip has overtaken is no news. */
@Singleton
class SlipNews implements Subscriber<ParcelSlipped> {
    private final OrderBook book;
    private final Rerouting rerouting;
    private final Network network;
    private final Notices notices;

    SlipNews(OrderBook book, Rerouting rerouting, Network network, Notices notices) {
        this.book = book;
        this.rerouting = rerouting;
        this.network = network;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "orders.following";
    }

    @Override
    public String topic() {
        return ParcelSlipped.TOPIC;
    }

    @Override
    public Class<ParcelSlipped> type() {
        return ParcelSlipped.class;
    }

    @Override
    public void on(ParcelSlipped event, Heard heard) {
        Optional<Order> order =
                book.order(event.orderId()).filter(each -> each.state().lifecycle() == Lifecycle.OPEN);
        int latest = rerouting
                .slips(List.of(event.barcode()))
                .getOrDefault(event.barcode(), List.of())
                .size();
        if (order.isPresent() && event.slip() >= latest) {
            notices.tell(order.get().accountId(), kind(event), facts(event));
        }
    }

    private static Kind kind(ParcelSlipped event) {
        if (event.promisedNow() == null) {
            return Kind.PARCEL_HELD_UP;
        }
        return event.moved() ? Kind.PARCEL_MOVED : Kind.PARCEL_LATE;
    }

    private Map<String, String> facts(ParcelSlipped event) {
        var facts = new HashMap<String, String>();
        facts.put("reason", event.reason().chinese());
        facts.put("english", event.reason().english());
        facts.put("station", network.node(event.toNode()).map(Node::name).orElse(event.toNode()));
        if (event.promisedNow() != null) {
            LocalDate date = CountyTime.date(event.promisedNow());
            LocalTime time = CountyTime.at(event.promisedNow()).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
            facts.put("date", date.toString());
            facts.put("time", time.toString());
        }
        return facts;
    }
}
