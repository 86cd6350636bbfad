package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Balances;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.Orders;
import org.cunlu.orders.PaymentStarts;
import org.cunlu.orders.PaymentView;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Paying what was ordered together. That it was paid is learnt from the gateway: the page asks until it knows. */
@Controller("/orders/groups")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class GroupPages {
    static final String PATH = "/orders/groups/";
    private static final String VIEW = "shop/group";
    private final Desk desk;
    private final Orders orders;
    private final PaymentStarts payments;
    private final Gateways gateways;
    private final Balances balances;
    private final Basket basket;
    private final When when;

    GroupPages(
            Desk desk,
            Orders orders,
            PaymentStarts payments,
            Gateways gateways,
            Balances balances,
            Basket basket,
            When when) {
        this.desk = desk;
        this.orders = orders;
        this.payments = payments;
        this.gateways = gateways;
        this.balances = balances;
        this.basket = basket;
        this.when = when;
    }

    @Get("/{groupId}")
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, @PathVariable String groupId) {
        return desk.show(request, PATH + groupId, VIEW, facts(request, caller, groupId));
    }

    /** How it stands, asked by the page itself while it waits for the gateway. */
    @Get("/{groupId}/state")
    HttpResponse<?> state(HttpRequest<?> request, Caller caller, @PathVariable String groupId) {
        return desk.piece(request, PATH + groupId, "shop/paying", facts(request, caller, groupId));
    }

    @Post("/{groupId}/pay")
    HttpResponse<?> pay(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String groupId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        GroupView group = orders.group(caller.accountId(), groupId).orElseThrow(ProblemException::notFound);
        return desk.attempt(
                () -> {
                    String address = payments.startOwn(
                                    caller.accountId(), group.groupId(), form.typed("key"), form.typed("gateway"))
                            .payUrl();
                    return address == null || address.isEmpty()
                            ? desk.onward(request, PATH + groupId)
                            : HttpResponse.seeOther(gateways.away(desk.words(request), address, PATH + groupId));
                },
                refusal -> desk.again(
                        request, PATH + groupId, VIEW, facts(request, caller, groupId), Fields.NONE, refusal));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String groupId) {
        GroupView group = orders.group(caller.accountId(), groupId).orElseThrow(ProblemException::notFound);
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
        return facts;
    }
}
