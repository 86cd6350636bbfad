package org.cunlu.web.shop;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Balances;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.Orders;
import org.cunlu.orders.PaymentView;
import org.cunlu.web.Desk;

/** What is to be paid for things ordered together, and how: for its own page, and beside what somebody looks at. */
@Singleton
class Dues {
    static final String VIEW = "shop/paying";

    private final Desk desk;
    private final Orders orders;
    private final Gateways gateways;
    private final Balances balances;
    private final Basket basket;
    private final When when;

    Dues(Desk desk, Orders orders, Gateways gateways, Balances balances, Basket basket, When when) {
        this.desk = desk;
        this.orders = orders;
        this.gateways = gateways;
        this.balances = balances;
        this.basket = basket;
        this.when = when;
    }

    /** @throws ProblemException 404, also for another's */
    GroupView own(Caller caller, String groupId) {
        return orders.group(caller.accountId(), groupId).orElseThrow(ProblemException::notFound);
    }

    /**
     * @param aside whether it stands beside something that is not to be left, such as a live room
     * @throws ProblemException 404, also for another's
     */
    Map<String, Object> facts(HttpRequest<?> request, Caller caller, String groupId, boolean aside) {
        GroupView group = own(caller, groupId);
        boolean awaited = group.status() == OrderGroup.Status.AWAITING_PAYMENT;
        var facts = new HashMap<String, Object>();
        facts.put("group", group);
        facts.put("gateways", gateways.codes());
        facts.put("balanceFen", awaited ? balances.of(caller.accountId()) : 0L);
        facts.put("key", UUID.randomUUID().toString());
        facts.put(
                "asking",
                awaited && group.payments().stream().anyMatch(each -> each.status() == PaymentView.Status.PENDING));
        facts.put("payBy", group.payBy() == null ? "" : when.moment(desk.words(request), group.payBy()));
        facts.put("count", basket.count(request));
        facts.put("aside", aside);
        return facts;
    }
}
