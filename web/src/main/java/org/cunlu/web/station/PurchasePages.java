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
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PurchasesComing;
import org.cunlu.logistics.PurchasesComing.Came;
import org.cunlu.logistics.PurchasesComing.Coming;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** What suppliers bring is counted in, lot by lot: good ones and damaged ones; short and over tell themselves. */
@Controller(PurchasePages.PURCHASES)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PurchasePages {
    static final String PURCHASES = "/station/purchases";
    private static final int PIECE = 20;

    private final Desk desk;
    private final Posts posts;
    private final PurchasesComing purchases;
    private final Ids ids;

    PurchasePages(Desk desk, Posts posts, PurchasesComing purchases, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.purchases = purchases;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        Spot post = posts.of(caller, node);
        var page = purchases.awaited(caller, post.code(), Ids.isId(cursor) ? cursor : null, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("coming", page.items());
        facts.put("next", page.next());
        return desk.show(request, PURCHASES, "station/purchases", facts);
    }

    @Get("/{purchaseId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable @Size(max = 13) String purchaseId) {
        return desk.show(request, view(caller, purchaseId));
    }

    /** Leads back to the order, which tells what is short, over and damaged; another lot of a line is received anew. */
    @Post("/{purchaseId}")
    HttpResponse<?> receive(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String purchaseId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Desk.View view = view(caller, purchaseId);
        return desk.act(
                request,
                view,
                form,
                "station.note.received",
                () -> purchases.receive(
                        caller, purchaseId, came(purchases.one(caller, purchaseId), form), Codes.key(form)));
    }

    private static List<Came> came(Coming coming, Fields form) {
        var came = new ArrayList<Came>();
        coming.lines().forEach(line -> {
            long good = Codes.pieces(form, "good-" + line.lineNo());
            long damaged = Codes.pieces(form, "damaged-" + line.lineNo());
            if (good + damaged > 0) {
                came.add(new Came(
                        line.lineNo(),
                        Codes.of(form, "lot-" + line.lineNo()),
                        day(form, "expires-" + line.lineNo()),
                        day(form, "produced-" + line.lineNo()),
                        good,
                        damaged));
            }
        });
        if (came.isEmpty()) {
            throw Codes.nothingTold();
        }
        return came;
    }

    private static @Nullable LocalDate day(Fields form, String name) {
        return form.optional(name) == null ? null : Typed.day(form, name);
    }

    /** @throws ProblemException not found, also for another node's */
    private Desk.View view(Caller caller, String purchaseId) {
        Spot post = posts.of(caller, purchases.one(caller, purchaseId).nodeCode());
        return new Desk.View(PURCHASES + "/" + purchaseId, "station/purchase", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("coming", purchases.one(caller, purchaseId));
            facts.put("key", ids.next());
            return facts;
        });
    }
}
