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
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PuttingAway;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** What came lies in no bin until somebody puts it into one: goods by goods, with the bins where the same lies already. */
@Controller(PutAwayPages.PUT_AWAY)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PutAwayPages {
    static final String PUT_AWAY = "/station/put-away";
    private static final String SKU = "[A-Z0-9._-]{1,32}";
    private static final int PIECE = 20;

    private final Desk desk;
    private final Posts posts;
    private final PuttingAway shelf;
    private final Ids ids;

    PutAwayPages(Desk desk, Posts posts, PuttingAway shelf, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.shelf = shelf;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue @Size(max = 32) String cursor) {
        return desk.show(request, view(caller, posts.of(caller, node), cursor));
    }

    @Post
    HttpResponse<?> putAway(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.act(
                request,
                view(caller, post, null),
                form,
                PUT_AWAY + "?node=" + post.code(),
                "station.note.put-away",
                () -> shelf.putAway(
                        caller, part(post, form), Codes.some(form, "pieces"), Codes.of(form, "bin"), Codes.key(form)));
    }

    private static StockPart part(Spot post, Fields form) {
        String sku = form.typed("sku");
        String lot = form.typed("lot");
        String owner = form.typed("owner");
        if (!sku.matches(SKU) || !lot.matches("|" + SKU) || !owner.matches(StockOwner.PATTERN)) {
            throw ProblemException.invalid("sku", "malformed", "请重新打开页面 · Open the page again");
        }
        return new StockPart(
                sku, post.code(), lot, new StockOwner(owner), Typed.choice(form, "status", StockStatus.class), "");
    }

    private Desk.View view(Caller caller, Spot post, @Nullable String cursor) {
        return new Desk.View(PUT_AWAY, "station/putaway", () -> {
            var page = shelf.loose(caller, post.code(), cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("bins", shelf.bins(caller, post.code()));
            facts.put("loose", page.items());
            facts.put("next", page.next());
            facts.put("key", ids.next());
            return facts;
        });
    }
}
