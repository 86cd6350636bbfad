package org.cunlu.web.station;

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
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.OneDone;
import org.cunlu.logistics.PickupCounter;
import org.cunlu.logistics.PickupCounter.AllWaits;
import org.cunlu.logistics.PickupCounter.Asking;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Somebody stands at the counter: what waits for him, and all of it handed over by one press. */
@Controller(CounterPages.PICKUP)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CounterPages {
    static final String PICKUP = "/station/pickup";
    private static final String VIEW = "station/pickup";
    private static final int CONFLICT = 409;

    private final Desk desk;
    private final Posts posts;
    private final PickupCounter counter;
    private final Ids ids;

    CounterPages(Desk desk, Posts posts, PickupCounter counter, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.counter = counter;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String node) {
        return desk.show(request, PICKUP, VIEW, facts(posts.of(caller, node), null, Fields.NONE));
    }

    /** Shown at once and not led on to: the code that opens it stands in no address. */
    @Post
    HttpResponse<?> look(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> desk.show(request, PICKUP, VIEW, facts(post, counter.look(caller, asking(post, form)), form)),
                refusal -> desk.again(request, PICKUP, VIEW, facts(post, null, Fields.NONE), form, refusal));
    }

    @Post("/handing-over")
    HttpResponse<?> handOver(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    long cash = form.typed("due").matches("[0-9]{1,9}") ? Long.parseLong(form.typed("due")) : -1;
                    counter.handOver(caller, asking(post, form), null, cash, form.typed("key")).stream()
                            .filter(done -> done.code() != null)
                            .findFirst()
                            .ifPresent(CounterPages::refuse);
                    return desk.onward(request, PICKUP + "?node=" + post.code(), "station.note.handed");
                },
                refusal -> desk.again(request, PICKUP, VIEW, facts(post, null, Fields.NONE), form, refusal));
    }

    private static void refuse(OneDone one) {
        throw ProblemException.of(CONFLICT, one.code(), one.title(), one.barcode());
    }

    private static Asking asking(Spot post, Fields form) {
        String code = form.typed(Fields.CODE).strip();
        Claimant claimant = code.isEmpty()
                ? new Claimant(
                        form.typed(Fields.NAME).strip(), form.typed("tail").strip(), null)
                : null;
        return new Asking(post.code(), code.isEmpty() ? null : code, claimant);
    }

    private Map<String, Object> facts(Spot post, @Nullable AllWaits waits, Fields shown) {
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("waits", waits);
        facts.put("shown", shown);
        facts.put("key", ids.next());
        return facts;
    }
}
