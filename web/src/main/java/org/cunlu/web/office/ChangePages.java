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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.OrderChanges;
import org.cunlu.orders.OrderChanges.Card;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderChanges.Wanted;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** One order of the county, and changing it: the difference is shown before the deed, which says the very same again. */
@Controller(OrderPages.ORDERS + "/{orderId}")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ChangePages {
    private final Desk desk;
    private final OrderChanges changes;
    private final ChangeForm form;
    private final Network network;
    private final Ids ids;

    ChangePages(Desk desk, OrderChanges changes, ChangeForm form, Network network, Ids ids) {
        this.desk = desk;
        this.changes = changes;
        this.form = form;
        this.network = network;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String orderId) {
        return desk.show(request, view(caller, orderId, Fields.NONE, null));
    }

    /** What it would come to; nothing is done. */
    @Post("/difference")
    HttpResponse<?> ask(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String orderId,
            @Nullable @Body Map<String, String> posted) {
        Fields typed = Fields.of(posted);
        return desk.act(request, view(caller, orderId, typed, null), typed, () -> {
            Card card = changes.card(caller, orderId);
            Changed told = changes.ask(caller, orderId, form.wanted(card, typed, null));
            return desk.show(request, view(caller, orderId, typed, told));
        });
    }

    /** Refused, the difference is shown again where it can still be told. */
    @Post("/changes")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String orderId,
            @Nullable @Body Map<String, String> posted) {
        Fields typed = Fields.of(posted);
        return desk.act(request, told(caller, orderId, typed), typed, () -> {
            Card card = changes.card(caller, orderId);
            Wanted wanted = form.wanted(card, typed, ChangeForm.quoted(typed));
            Changed changed =
                    changes.change(caller, orderId, wanted, typed.optional(Fields.FACTOR), typed.optional("key"));
            if (changed.orderId() != null) {
                return desk.onward(request, path(changed.orderId()), "office.note.changed");
            }
            return desk.onward(
                    request, path(orderId), changed.offerId() != null ? "office.note.offered" : "office.note.second");
        });
    }

    private Desk.View told(Caller caller, String orderId, Fields typed) {
        return new Desk.View(path(orderId), "office/order", () -> {
            Changed told;
            try {
                Card card = changes.card(caller, orderId);
                told = changes.ask(caller, orderId, form.wanted(card, typed, null));
            } catch (ProblemException refusal) {
                if (refusal.status() == 404) {
                    throw refusal;
                }
                // Why is said on top of the page: the deed was refused for the same reason.
                told = null;
            }
            return view(caller, orderId, typed, told).facts().get();
        });
    }

    private Desk.View view(Caller caller, String orderId, Fields typed, @Nullable Changed told) {
        return new Desk.View(path(orderId), "office/order", () -> {
            Card card = changes.card(caller, orderId);
            var facts = new HashMap<String, Object>();
            facts.put("card", card);
            facts.put("typed", typed.withoutSecrets());
            facts.put("told", told);
            facts.put("to", name(card.order().toNode()));
            facts.put("from", name(card.order().fromNode()));
            facts.put(
                    "goingTo",
                    told == null ? "" : name(told.quote().shipments().getFirst().toNode()));
            facts.put("key", ids.next());
            return facts;
        });
    }

    private String name(String code) {
        return network.node(code).map(Node::name).orElse(code);
    }

    private static String path(String orderId) {
        return OrderPages.ORDERS + "/" + orderId;
    }
}
