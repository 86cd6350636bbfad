package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.ServedVillagers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.Carts;
import org.cunlu.orders.CounterOrders.Opening;
import org.cunlu.orders.CounterOrders.Order;
import org.cunlu.orders.CounterOrders.State;
import org.cunlu.orders.Destination;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.Orders;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingOnBehalf;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;

/**
 * A keeper orders for a villager of his station who agreed to it. The order is the villager's, who is told of it; that the
 * keeper placed it is on record. Each keeper has to do with his own assisted orders only.
 */
@Singleton
class Assisting {
    private final AssistedTable table;
    private final ServedVillagers villagers;
    private final Closing closing;
    private final SubsidyConsent consents;
    private final Carts carts;
    private final Quotes quotes;
    private final Orders orders;
    private final PlacingOnBehalf placing;
    private final Recipients recipients;
    private final Network network;
    private final Limits limits;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Rate perKeeper;

    Assisting(
            AssistedTable table,
            ServedVillagers villagers,
            Closing closing,
            SubsidyConsent consents,
            Carts carts,
            Quotes quotes,
            Orders orders,
            PlacingOnBehalf placing,
            Recipients recipients,
            Network network,
            Limits limits,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.orders.assisted-per-day:100}") int perDay) {
        this.table = table;
        this.villagers = villagers;
        this.closing = closing;
        this.consents = consents;
        this.carts = carts;
        this.quotes = quotes;
        this.orders = orders;
        this.placing = placing;
        this.recipients = recipients;
        this.network = network;
        this.limits = limits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.perKeeper = new Rate("assisted.keeper", perDay, Duration.ofDays(1));
    }

    @Serdeable
    record Opened(String assistedId) {}

    Opened open(Caller keeper, String key, Opening opening) {
        long wait = limits.secondsToWait(Map.of(perKeeper, keeper.accountId()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-assisted", "今天代下单已达上限 · Too many today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        String stationCode = villagers.station(keeper, opening.stationCode());
        Node station = network.stationOf(opening.villageCode())
                .filter(node -> node.code().equals(stationCode))
                .orElseThrow(Assisting::notHere);
        try {
            return idempotency.once(
                    keeper.accountId(),
                    "orders.assisted",
                    key,
                    opening,
                    Opened.class,
                    () -> begin(keeper, station, opening));
        } catch (ProblemException refused) {
            if (refused.code().equals("own-order")) {
                trail.refused(keeper.accountId(), "orders.assisted", station.code(), refused.code());
            }
            throw refused;
        }
    }

    private Opened begin(Caller keeper, Node station, Opening opening) {
        ServedVillagers.Agreed agreed = opening.agreed();
        var villager = opening.villager(station.code());
        var one = new Assisted(
                ids.next(),
                station.countyCode(),
                station.code(),
                keeper.accountId(),
                villagers.serve(keeper, villager, agreed),
                opening.villageCode(),
                State.OPEN,
                villager.name(),
                villager.phone().e164(),
                agreed.way(),
                agreed.on(),
                agreed.reference().strip(),
                clock.instant(),
                null);
        table.insert(one);
        trail.record(
                keeper.accountId(),
                "orders.assisted-open",
                one.assistedId(),
                null,
                one.nodeCode() + " " + one.accountId() + " " + one.consentWay());
        return new Opened(one.assistedId());
    }

    /** @return his own, whatever state it is in, as long as he keeps the station */
    Assisted find(Caller keeper, String assistedId) {
        return transactions
                .read(() -> table.find(assistedId))
                .filter(one -> one.keeperId().equals(keeper.accountId()))
                .filter(one -> stations(keeper).contains(one.nodeCode()))
                .orElseThrow(() -> {
                    if (Ids.isId(assistedId)) {
                        trail.refused(keeper.accountId(), "orders.assisted", assistedId, "not-found");
                    }
                    return ProblemException.notFound();
                });
    }

    /** @throws ProblemException 409 {@code assisted-ended} */
    Assisted open(Caller keeper, String assistedId) {
        Assisted one = find(keeper, assistedId);
        if (one.state() != State.OPEN) {
            throw ended();
        }
        return one;
    }

    /** @throws ProblemException 409 {@code not-placed} */
    Assisted placed(Caller keeper, String assistedId) {
        Assisted one = find(keeper, assistedId);
        if (one.state() != State.PLACED) {
            throw ProblemException.of(409, "not-placed", "尚未下单 · It is not placed yet", null);
        }
        return one;
    }

    List<Assisted> list(Caller keeper, @Nullable String before, int limit) {
        return transactions.read(() -> table.ofKeeper(keeper.accountId(), stations(keeper), before, limit));
    }

    Quote quote(Caller keeper, String assistedId, PaymentChoice payment) {
        Assisted one = open(keeper, assistedId);
        return quotes.quote(
                carts.lines(assistedId),
                new Shopper(one.accountId(), Shopper.Channel.STATION, List.of()),
                Destination.village(one.villageCode()),
                payment);
    }

    /** One order of each cart: what is placed already is the answer, whoever asks how often. */
    GroupView place(Caller keeper, String assistedId, String key, Order order) {
        Assisted one = find(keeper, assistedId);
        if (one.state() == State.PLACED) {
            return orders.group(one.accountId(), one.groupId()).orElseThrow(ProblemException::notFound);
        }
        if (one.state() != State.OPEN) {
            throw ended();
        }
        consents.judge(assistedId, order.consentCode());
        var wanted = new PlacingOnBehalf.Wanted(
                assistedId,
                one.accountId(),
                Destination.village(one.villageCode()),
                new Recipient(one.name(), one.phone(), null),
                order.quotedTotalFen(),
                order.payment(),
                order.quotedArrivals(),
                order.backorder(),
                order.purposes(),
                order.weighing());
        GroupView group = placing.place(keeper.accountId(), key, wanted, placed -> {
            consents.demand(assistedId, order.consentCode(), placed);
            placed(keeper, one, placed);
        });
        carts.forget(assistedId);
        return group;
    }

    /** In the transaction that writes the orders. */
    private void placed(Caller keeper, Assisted one, OrderGroup group) {
        if (!table.placed(one, group.groupId(), clock.instant())) {
            boolean open = table.find(one.assistedId())
                    .filter(now -> now.state() == State.OPEN)
                    .isPresent();
            throw open ? takenOver() : ended();
        }
        recipients.tell(
                group.recipientId(),
                Notices.Kind.ORDERED_FOR_YOU,
                Map.of(
                        "station",
                        network.node(one.nodeCode()).map(Node::name).orElse(one.nodeCode()),
                        "order",
                        group.groupId(),
                        "amount",
                        Fen.text(group.totalFen())));
        trail.record(
                keeper.accountId(),
                "orders.assisted-place",
                group.groupId(),
                one.assistedId(),
                one.nodeCode() + " " + one.accountId() + " " + group.payment());
    }

    void abandon(Caller keeper, String assistedId) {
        Assisted one = find(keeper, assistedId);
        transactions.run(() -> {
            if (closing.close(one.assistedId())) {
                trail.record(keeper.accountId(), "orders.assisted-abandon", assistedId, "OPEN", "ABANDONED");
            } else if (one.state() == State.PLACED) {
                throw ended();
            }
        });
    }

    private static List<String> stations(Caller keeper) {
        return keeper.scopes(Role.STATION_KEEPER, Scope.Kind.NODE);
    }

    private static ProblemException notHere() {
        return ProblemException.of(
                        409, "village-of-another-station", "该村不属于本站 · The village is another station's", null)
                .field("villageCode");
    }

    /** The villager took his record over at this moment: asked again it is placed for his own account. */
    private static ProblemException takenOver() {
        return ProblemException.of(409, "record-taken-over", "村民刚认领了档案，请再试 · He took his record over; try again", null);
    }

    static ProblemException ended() {
        return ProblemException.of(409, "assisted-ended", "代下单已完成或已放弃 · It is placed or given up already", null);
    }
}
