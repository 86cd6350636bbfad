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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.PaymentStarts;
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
    private final Dues dues;
    private final PaymentStarts payments;
    private final Gateways gateways;

    GroupPages(Desk desk, Dues dues, PaymentStarts payments, Gateways gateways) {
        this.desk = desk;
        this.dues = dues;
        this.payments = payments;
        this.gateways = gateways;
    }

    @Get("/{groupId}")
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, @PathVariable String groupId) {
        return desk.show(request, PATH + groupId, VIEW, dues.facts(request, caller, groupId, false));
    }

    /** How it stands, asked by the page itself while it waits for the gateway. @param aside present where it stands beside something */
    @Get("/{groupId}/state")
    HttpResponse<?> state(
            HttpRequest<?> request, Caller caller, @PathVariable String groupId, @Nullable @QueryValue String aside) {
        return desk.piece(request, PATH + groupId, Dues.VIEW, dues.facts(request, caller, groupId, aside != null));
    }

    @Post("/{groupId}/pay")
    HttpResponse<?> pay(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String groupId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean aside = form.optional("aside") != null;
        GroupView group = dues.own(caller, groupId);
        return desk.attempt(
                () -> {
                    String address = payments.startOwn(
                                    caller.accountId(), group.groupId(), form.typed("key"), form.typed("gateway"))
                            .payUrl();
                    if (aside) {
                        return desk.piece(
                                request, PATH + groupId, Dues.VIEW, dues.facts(request, caller, groupId, true));
                    }
                    return address == null || address.isEmpty()
                            ? desk.onward(request, PATH + groupId)
                            : HttpResponse.seeOther(gateways.away(desk.words(request), address, PATH + groupId));
                },
                refusal -> desk.again(
                        request,
                        PATH + groupId,
                        aside ? Dues.VIEW : VIEW,
                        dues.facts(request, caller, groupId, aside),
                        Fields.NONE,
                        refusal));
    }
}
