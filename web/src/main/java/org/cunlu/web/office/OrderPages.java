package org.cunlu.web.office;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.OrderFinder;
import org.cunlu.search.OperatorsBox;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/**
 * The operator's box: orders and parcels by their numbers, which stand in the address; people by phone, tail or name, who do not,
 * with the reason for the look.
 */
@Controller(OrderPages.ORDERS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class OrderPages {
    static final String ORDERS = "/county/orders";

    private final Desk desk;
    private final OperatorsBox box;
    private final Network network;

    OrderPages(Desk desk, OperatorsBox box, Network network) {
        this.desk = desk;
        this.box = box;
        this.network = network;
    }

    /** @param no of an order, a group, a parcel or a waybill; anything else is not looked for from here */
    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 40) String no) {
        boolean number = no != null && !no.isBlank() && box.kind(no) == OperatorsBox.Kind.NUMBER;
        return desk.show(request, view(number ? no.strip() : "", number ? box.find(caller, no, null) : null));
    }

    @Post
    HttpResponse<?> find(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view("", null), form, () -> {
            String asked = form.typed("q").strip();
            if (box.kind(asked) == OperatorsBox.Kind.NUMBER) {
                return desk.onward(request, ORDERS + "?no=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
            }
            return desk.show(request, view("", box.find(caller, asked, form.optional("why"))));
        });
    }

    private Desk.View view(String no, OperatorsBox.@Nullable Found found) {
        return new Desk.View(ORDERS, "office/orders", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("no", no);
            facts.put("found", found);
            facts.put("nodes", found == null ? Map.of() : names(found));
            return facts;
        });
    }

    private Map<String, String> names(OperatorsBox.Found found) {
        var names = new HashMap<String, String>();
        Stream.concat(
                        found.orders().stream().map(OrderFinder.Found::toNode),
                        found.parcels().stream().flatMap(each -> Stream.of(each.holder(), each.toNode())))
                .forEach(code -> names.put(code, code));
        network.nodes(names.keySet().stream().toList())
                .forEach((String code, Node node) -> names.put(code, node.name()));
        return names;
    }
}
