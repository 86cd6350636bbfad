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
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.cunlu.orders.LinkPayments;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Paying what a keeper ordered for somebody, on his own phone and without an account: the link is all he needs. */
@Controller("/pay")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PayLinkPages {
    private static final String PATH = "/pay/";
    private static final String VIEW = "shop/bill";

    private final Desk desk;
    private final LinkPayments links;
    private final Gateways gateways;
    private final When when;

    PayLinkPages(Desk desk, LinkPayments links, Gateways gateways, When when) {
        this.desk = desk;
        this.links = links;
        this.gateways = gateways;
        this.when = when;
    }

    @Get("/{token}")
    HttpResponse<?> page(HttpRequest<?> request, @PathVariable String token) {
        return desk.show(request, PATH + token, VIEW, facts(request, token));
    }

    @Post("/{token}")
    HttpResponse<?> pay(
            HttpRequest<?> request, @PathVariable String token, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    String address = links.pay(token, form.typed("key"), form.typed("gateway"))
                            .payUrl();
                    return address == null || address.isEmpty()
                            ? desk.onward(request, PATH + token)
                            : HttpResponse.seeOther(gateways.away(desk.words(request), address, PATH + token));
                },
                refusal -> desk.again(request, PATH + token, VIEW, facts(request, token), Fields.NONE, refusal));
    }

    private Map<String, Object> facts(HttpRequest<?> request, String token) {
        LinkPayments.Bill bill = links.show(token);
        var facts = new HashMap<String, Object>();
        facts.put("bill", bill);
        facts.put("gateways", gateways.codes());
        facts.put("payBy", bill.payBy() == null ? "" : when.moment(desk.words(request), bill.payBy()));
        facts.put("key", UUID.randomUUID().toString());
        return facts;
    }
}
