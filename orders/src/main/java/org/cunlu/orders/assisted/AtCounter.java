package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.ServedVillagers;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.CartDesk;
import org.cunlu.orders.CartView;
import org.cunlu.orders.CounterCash;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.LinkPayments;
import org.cunlu.orders.Orders;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/** What a keeper does for a villager, from opening to being paid; each step looks first whether the assisted order is his. */
@Singleton
class AtCounter implements CounterOrders {
    /** Of the latest assisted orders: what was liked two seasons ago helps nobody. */
    private static final int LATELY = 200;

    private final Assisting assisting;
    private final AssistedTable table;
    private final PayLinks links;
    private final SubsidyConsent consents;
    private final CartDesk carts;
    private final CounterCash cash;
    private final Orders orders;
    private final Offers offers;
    private final ServedVillagers villagers;
    private final Network network;
    private final Transactions transactions;

    AtCounter(
            Assisting assisting,
            AssistedTable table,
            PayLinks links,
            SubsidyConsent consents,
            CartDesk carts,
            CounterCash cash,
            Orders orders,
            Offers offers,
            ServedVillagers villagers,
            Network network,
            Transactions transactions) {
        this.assisting = assisting;
        this.table = table;
        this.links = links;
        this.consents = consents;
        this.carts = carts;
        this.cash = cash;
        this.orders = orders;
        this.offers = offers;
        this.villagers = villagers;
        this.network = network;
        this.transactions = transactions;
    }

    @Override
    public String open(Caller keeper, @Nullable String key, Opening opening) {
        return assisting.open(keeper, key, opening).assistedId();
    }

    @Override
    public Shown show(Caller keeper, String assistedId) {
        Assisted one = assisting.find(keeper, assistedId);
        return new Shown(
                listed(one),
                one.state() == State.OPEN ? carts.show(assistedId) : null,
                one.groupId() == null
                        ? null
                        : orders.group(one.accountId(), one.groupId()).orElse(null));
    }

    @Override
    public Page<Listed> list(Caller keeper, @Nullable String cursor, int limit) {
        return Page.of(
                assisting.list(keeper, cursor, limit + 1).stream()
                        .map(AtCounter::listed)
                        .toList(),
                limit,
                Listed::assistedId);
    }

    @Override
    public CartView put(Caller keeper, String assistedId, String offerId, int quantity) {
        assisting.open(keeper, assistedId);
        return carts.put(assistedId, offerId, quantity);
    }

    @Override
    public void remove(Caller keeper, String assistedId, String offerId) {
        assisting.open(keeper, assistedId);
        carts.remove(assistedId, offerId);
    }

    @Override
    public Quote quote(Caller keeper, String assistedId, PaymentChoice payment) {
        return assisting.quote(keeper, assistedId, payment);
    }

    @Override
    public GroupView place(Caller keeper, String assistedId, @Nullable String key, Order order) {
        return assisting.place(keeper, assistedId, key, order);
    }

    @Override
    public void abandon(Caller keeper, String assistedId) {
        assisting.abandon(keeper, assistedId);
    }

    @Override
    public LinkPayments.Link payLink(Caller keeper, String assistedId) {
        return links.make(keeper, assistedId);
    }

    @Override
    public CounterCash.Receipt take(Caller keeper, String assistedId, @Nullable String key, long fen) {
        Assisted one = assisting.placed(keeper, assistedId);
        return cash.take(
                new CounterCash.Wanted(one.groupId(), one.accountId(), one.nodeCode(), keeper.accountId(), fen), key);
    }

    @Override
    public Optional<CounterCash.Receipt> receipt(Caller keeper, String assistedId) {
        return cash.receipt(assisting.placed(keeper, assistedId).groupId());
    }

    @Override
    public ConsentSent sendConsent(Caller keeper, String assistedId, PaymentChoice payment) {
        Assisted one = assisting.open(keeper, assistedId);
        Quote quote = assisting.quote(keeper, assistedId, payment);
        long fen = quote.shipments().stream()
                .flatMap(shipment -> shipment.lines().stream())
                .mapToLong(line -> SubsidyConsent.fen(line.steps()))
                .sum();
        String station = network.node(one.nodeCode()).map(Node::name).orElse(one.nodeCode());
        return new ConsentSent(fen, consents.send(one, station, fen));
    }

    @Override
    public List<Offer> often(Caller keeper, String stationCode, int limit) {
        String station = villagers.station(keeper, stationCode);
        List<String> ids = transactions.read(() -> table.often(keeper.accountId(), station, LATELY, limit));
        var known = offers.find(ids);
        return ids.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .filter(Offer::onSale)
                .toList();
    }

    private static Listed listed(Assisted one) {
        return new Listed(
                one.assistedId(),
                one.nodeCode(),
                one.villageCode(),
                one.name() == null ? null : new FullName(one.name()).masked(),
                one.state(),
                one.consentWay(),
                one.consentOn(),
                one.openedAt(),
                one.groupId());
    }
}
