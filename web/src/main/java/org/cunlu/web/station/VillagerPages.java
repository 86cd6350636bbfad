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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.CounterOrders.Shown;
import org.cunlu.orders.CounterOrders.State;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Ordering for a villager: whom for, and what he wants. Paying is the till's. */
@Controller(VillagerPages.ORDERS)
@Secured("STATION_KEEPER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class VillagerPages {
    static final String ORDERS = "/station/orders";
    private static final int LINES = 20;
    /** More than any station serves: all villages of a county. */
    private static final int VILLAGES = 5_000;

    private final Desk desk;
    private final Posts posts;
    private final CounterOrders counter;
    private final CounterGoods goods;
    private final Till till;
    private final OpeningForm forms;
    private final Network network;
    private final Ids ids;
    private final Clock clock;

    VillagerPages(
            Desk desk,
            Posts posts,
            CounterOrders counter,
            CounterGoods goods,
            Till till,
            OpeningForm forms,
            Network network,
            Ids ids,
            Clock clock) {
        this.desk = desk;
        this.posts = posts;
        this.counter = counter;
        this.goods = goods;
        this.till = till;
        this.forms = forms;
        this.network = network;
        this.ids = ids;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String cursor) {
        return desk.show(request, ORDERS, "station/villager", facts(caller, posts.of(caller, node), cursor));
    }

    @Post
    HttpResponse<?> open(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    String id = counter.open(caller, form.typed("key"), forms.read(post, form));
                    return desk.onward(request, ORDERS + "/" + id);
                },
                refusal -> desk.again(request, ORDERS, "station/villager", facts(caller, post, null), form, refusal));
    }

    /** @param q words searched for; without any, what is bought here often */
    @Get("/{assistedId}")
    HttpResponse<?> order(
            HttpRequest<?> request, Caller caller, @PathVariable String assistedId, @Nullable @QueryValue String q) {
        Shown shown = counter.show(caller, assistedId);
        String path = ORDERS + "/" + assistedId;
        if (shown.assisted().state() == State.ABANDONED) {
            return desk.onward(request, ORDERS + "?node=" + shown.assisted().nodeCode());
        }
        return shown.assisted().state() == State.OPEN
                ? desk.show(request, path, "station/goods", goods.facts(caller, shown, q))
                : desk.show(request, path, Till.PLACED, till.placed(caller, shown, null));
    }

    /** How many pieces of an offer he wants now: sent twice it is as if it were sent once. None takes it out. */
    @Post("/{assistedId}/lines")
    HttpResponse<?> put(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String assistedId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String path = ORDERS + "/" + assistedId;
        String words = form.typed("q");
        return desk.attempt(
                () -> {
                    int pieces =
                            form.typed("pieces").matches("[0-9]{1,4}") ? Integer.parseInt(form.typed("pieces")) : -1;
                    if (pieces == 0) {
                        counter.remove(caller, assistedId, form.typed("offer"));
                    } else {
                        counter.put(caller, assistedId, form.typed("offer"), pieces);
                    }
                    return desk.onward(request, path + "?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
                },
                refusal -> {
                    Shown shown = counter.show(caller, assistedId);
                    return shown.assisted().state() == State.OPEN
                            ? desk.again(
                                    request, path, "station/goods", goods.facts(caller, shown, words), form, refusal)
                            : desk.onward(request, path);
                });
    }

    @Post("/{assistedId}/abandonment")
    HttpResponse<?> abandon(HttpRequest<?> request, Caller caller, @PathVariable String assistedId) {
        Shown shown = counter.show(caller, assistedId);
        return desk.attempt(
                () -> {
                    counter.abandon(caller, assistedId);
                    String on = ORDERS + "?node=" + shown.assisted().nodeCode();
                    return desk.onward(request, on, "station.note.given-up");
                },
                // It is placed meanwhile: the page of what was placed says so.
                refusal -> desk.onward(request, ORDERS + "/" + assistedId));
    }

    private Map<String, Object> facts(Caller caller, Spot post, @Nullable String cursor) {
        var villages = new LinkedHashMap<String, String>();
        network.villages("", VILLAGES).stream()
                .filter(village -> village.stationCode().equals(post.code()))
                .forEach(village -> villages.put(village.code(), village.name()));
        var mine = counter.list(caller, cursor != null && cursor.matches("[0-9A-Z]{13}") ? cursor : null, LINES);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("villages", villages);
        facts.put("mine", mine.items());
        facts.put("next", mine.next());
        facts.put("today", CountyTime.date(clock.instant()).toString());
        facts.put("key", ids.next());
        return facts;
    }
}
