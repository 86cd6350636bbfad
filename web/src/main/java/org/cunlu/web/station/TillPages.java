package org.cunlu.web.station;

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
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.CounterOrders.Shown;
import org.cunlu.orders.CounterOrders.State;
import org.cunlu.orders.GroupView;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A villager's order is placed and paid: in cash at once, by himself by a link, or when he collects it. */
@Controller(VillagerPages.ORDERS + "/{assistedId}")
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class TillPages {
    private final Desk desk;
    private final CounterOrders counter;
    private final Till till;

    TillPages(Desk desk, CounterOrders counter, Till till) {
        this.desk = desk;
        this.counter = counter;
        this.till = till;
    }

    @Get("/till")
    HttpResponse<?> page(
            HttpRequest<?> request, Caller caller, @PathVariable String assistedId, @Nullable @QueryValue String pay) {
        Shown shown = counter.show(caller, assistedId);
        if (shown.assisted().state() != State.OPEN) {
            return desk.onward(request, order(assistedId));
        }
        return desk.attempt(
                () -> {
                    TillPage page = till.page(caller, shown.assisted(), Pay.of(pay));
                    var facts = till.facts(caller, shown.assisted(), page);
                    return desk.show(request, order(assistedId) + "/till", Till.VIEW, facts);
                },
                refusal -> refused(request, caller, assistedId, Fields.NONE, Till.without(Pay.of(pay)), refusal));
    }

    @Post("/till")
    HttpResponse<?> place(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String assistedId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Pay pay = Pay.of(form.typed("pay"));
        Shown shown = counter.show(caller, assistedId);
        return desk.attempt(
                () -> {
                    var order = till.order(shown.assisted(), Till.without(pay), form);
                    GroupView group = counter.place(caller, assistedId, form.typed("key"), order);
                    return placed(request, caller, assistedId, pay, group, form);
                },
                refusal -> refused(request, caller, assistedId, form, Till.without(pay), refusal));
    }

    private HttpResponse<?> placed(
            HttpRequest<?> request, Caller caller, String assistedId, Pay pay, GroupView group, Fields form) {
        return switch (pay) {
            case CASH -> {
                counter.take(caller, assistedId, form.typed("key") + "-cash", group.totalFen());
                yield desk.onward(request, order(assistedId), "station.note.cash-taken");
            }
            case LINK -> link(request, caller, assistedId);
            case PICKUP -> desk.onward(request, order(assistedId), "station.note.ordered");
        };
    }

    /** A code to the villager's phone, by which he consents to what subsidies pay. */
    @Post("/consent-code")
    HttpResponse<?> sendCode(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String assistedId,
            @Nullable @Body Map<String, String> posted) {
        Pay pay = Pay.of(Fields.of(posted).typed("pay"));
        return desk.attempt(
                () -> {
                    counter.sendConsent(caller, assistedId, pay.choice());
                    return desk.onward(request, order(assistedId) + "/till?pay=" + pay, "station.note.code-sent");
                },
                refusal -> refused(request, caller, assistedId, Fields.NONE, Till.without(pay), refusal));
    }

    @Post("/cash")
    HttpResponse<?> cash(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String assistedId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    long fen = form.typed("due").matches("[0-9]{1,12}") ? Long.parseLong(form.typed("due")) : 0;
                    counter.take(caller, assistedId, form.typed("key"), fen);
                    return desk.onward(request, order(assistedId), "station.note.cash-taken");
                },
                refusal -> refused(request, caller, assistedId, form, Till.without(Pay.CASH), refusal));
    }

    @Post("/pay-link")
    HttpResponse<?> payLink(HttpRequest<?> request, Caller caller, @PathVariable String assistedId) {
        return desk.attempt(
                () -> link(request, caller, assistedId),
                refusal -> refused(request, caller, assistedId, Fields.NONE, Till.without(Pay.LINK), refusal));
    }

    /** Shown at once and not led on to: a link is told once, of its token only the hash is kept. */
    private HttpResponse<?> link(HttpRequest<?> request, Caller caller, String assistedId) {
        var link = counter.payLink(caller, assistedId);
        return desk.show(
                request, order(assistedId), Till.PLACED, till.placed(caller, counter.show(caller, assistedId), link));
    }

    /** What is placed by now is shown as that: what went wrong then was the paying. Else a quote of now, where there is one. */
    private HttpResponse<?> refused(
            HttpRequest<?> request,
            Caller caller,
            String assistedId,
            Fields form,
            TillPage page,
            ProblemException refusal) {
        Shown now = counter.show(caller, assistedId);
        if (now.assisted().state() == State.PLACED) {
            return desk.again(request, order(assistedId), Till.PLACED, till.placed(caller, now, null), form, refusal);
        }
        if (now.assisted().state() == State.ABANDONED) {
            return desk.onward(request, order(assistedId));
        }
        TillPage shown = page;
        try {
            shown = till.page(caller, now.assisted(), page.pay());
        } catch (ProblemException noQuote) {
            // The refusal that is shown says why.
        }
        var facts = till.facts(caller, now.assisted(), shown);
        return desk.again(request, order(assistedId) + "/till", Till.VIEW, facts, form, refusal);
    }

    private static String order(String assistedId) {
        return VillagerPages.ORDERS + "/" + assistedId;
    }
}
