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
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.PickRounds;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What was picked for orders that were cancelled goes back on the shelf. */
@Controller(PutBackPages.PUT_BACKS)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PutBackPages {
    static final String PUT_BACKS = "/station/put-backs";
    private static final int PIECE = 100;

    private final Desk desk;
    private final Posts posts;
    private final PickRounds rounds;
    private final Ids ids;

    PutBackPages(Desk desk, Posts posts, PickRounds rounds, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.rounds = rounds;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(caller, posts.of(caller, node), cursor));
    }

    @Post("/{lineId}")
    HttpResponse<?> putBack(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String lineId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.act(
                request,
                view(caller, post, null),
                form,
                PUT_BACKS + "?node=" + post.code(),
                "station.note.put-back",
                () -> rounds.giveBack(caller, lineId, Codes.of(form, "bin"), Codes.key(form)));
    }

    private Desk.View view(Caller caller, Spot post, @Nullable String cursor) {
        return new Desk.View(PUT_BACKS, "station/putbacks", () -> {
            var page = rounds.toPutBack(caller, post.code(), Ids.isId(cursor) ? cursor : null, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("steps", page.items());
            facts.put("next", page.next());
            facts.put("key", ids.next());
            return facts;
        });
    }
}
