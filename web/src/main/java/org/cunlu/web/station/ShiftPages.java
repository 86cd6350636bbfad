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
import java.util.function.BiConsumer;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Shifts;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept;

/** A shift at the drawer: begun and ended by a count, which is held against the book only after it was made. */
@Controller(ShiftPages.PATH)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ShiftPages {
    static final String PATH = "/station/shifts";
    private static final int LISTED = 20;

    private final Desk desk;
    private final Posts posts;
    private final Shifts shifts;
    private final Ids ids;

    ShiftPages(Desk desk, Posts posts, Shifts shifts, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.shifts = shifts;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String cursor) {
        return desk.show(request, view(caller, posts.of(caller, node), cursor));
    }

    @Post
    HttpResponse<?> begin(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        return counted(
                request,
                caller,
                Fields.of(posted),
                "station.note.shift-began",
                (form, post) -> shifts.begin(caller, post.code(), count(form), form.typed("key")));
    }

    @Post("/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        return counted(
                request,
                caller,
                Fields.of(posted),
                "station.note.shift-ended",
                (form, post) -> shifts.end(
                        caller, form.typed("shift"), count(form), form.optional("hand-in") != null, form.typed("key")));
    }

    private HttpResponse<?> counted(
            HttpRequest<?> request, Caller caller, Fields form, String note, BiConsumer<Fields, Spot> deed) {
        Spot post = posts.of(caller, form.optional("node"));
        return desk.act(
                request,
                view(caller, post, null),
                form,
                PATH + "?node=" + post.code(),
                note,
                () -> deed.accept(form, post));
    }

    private static Shifts.Counted count(Fields form) {
        Long counted = Kept.fen(form.typed("counted"));
        if (counted == null) {
            throw ProblemException.invalid("counted", "amount-invalid", "请填写金额，如 35.50 · Say an amount, such as 35.50");
        }
        return new Shifts.Counted(counted, form.optional("why"));
    }

    private Desk.View view(Caller caller, Spot post, @Nullable String cursor) {
        return new Desk.View(PATH, "station/shifts", () -> {
            var facts = new HashMap<String, Object>();
            var page = shifts.of(caller, post.code(), cursor, LISTED);
            facts.put("post", post);
            facts.put("running", shifts.running(caller, post.code()).orElse(null));
            facts.put("shifts", page.items());
            facts.put("next", page.next());
            facts.put("key", ids.next());
            return facts;
        });
    }
}
