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
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.CashHandovers;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept;

/** The drawer: counted by hand, and given up whole. */
@Controller(CashPages.CASH)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CashPages {
    static final String CASH = "/station/cash";
    private static final String VIEW = "station/cash";

    private final Desk desk;
    private final Posts posts;
    private final CashDrawer drawer;
    private final CashHandovers handovers;
    private final Ids ids;

    CashPages(Desk desk, Posts posts, CashDrawer drawer, CashHandovers handovers, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.drawer = drawer;
        this.handovers = handovers;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String node) {
        return desk.show(request, CASH, VIEW, facts(posts.of(caller, node)));
    }

    @Post
    HttpResponse<?> giveUp(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    Long counted = Kept.fen(form.typed("counted"));
                    if (counted == null) {
                        throw ProblemException.invalid(
                                "counted", "amount-invalid", "请填写金额，如 35.50 · Say an amount, such as 35.50");
                    }
                    handovers.giveUp(caller, post.code(), counted, form.typed("key"));
                    return desk.onward(request, CASH + "?node=" + post.code(), "station.note.given");
                },
                refusal -> desk.again(request, CASH, VIEW, facts(post), form, refusal));
    }

    @Post("/withdrawal")
    HttpResponse<?> putBack(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    handovers.putBack(caller, form.typed("bundle"));
                    return desk.onward(request, CASH + "?node=" + post.code(), "station.note.back");
                },
                refusal -> desk.again(request, CASH, VIEW, facts(post), form, refusal));
    }

    private Map<String, Object> facts(Spot post) {
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("inDrawer", drawer.inDrawer(post.code()));
        facts.put("offered", drawer.offered(post.code()));
        facts.put("key", ids.next());
        return facts;
    }
}
