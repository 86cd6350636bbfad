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
import org.cunlu.logistics.PickRounds.Ended;
import org.cunlu.logistics.PickRounds.Fetched;
import org.cunlu.logistics.PickRounds.Why;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** Picking with a phone in one hand: what is due, waves, one line after the other with the next bin on top. */
@Controller(PickPages.WAVES)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PickPages {
    static final String WAVES = "/station/waves";
    private static final int PIECE = 20;

    private final Desk desk;
    private final Posts posts;
    private final PickRounds rounds;
    private final Ids ids;

    PickPages(Desk desk, Posts posts, PickRounds rounds, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.rounds = rounds;
        this.ids = ids;
    }

    /** Departures for which parcels wait, and the waves that were released. */
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, all(caller, posts.of(caller, node), cursor));
    }

    @Post
    HttpResponse<?> release(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.act(request, all(caller, post, null), form, () -> {
            String wave = rounds.release(
                    caller,
                    post.code(),
                    form.optional("line"),
                    form.optional("date") == null ? null : Typed.day(form, "date"),
                    form.typed("key"));
            return desk.onward(request, WAVES + "/" + wave, "station.note.released");
        });
    }

    /** The next line on top, then what else he has; nothing is taken by looking. */
    @Get("/{waveId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable @Size(max = 13) String waveId) {
        return desk.show(request, view(caller, waveId));
    }

    @Post("/{waveId}/lists")
    HttpResponse<?> take(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String waveId,
            @Nullable @Body Map<String, String> posted) {
        Desk.View view = view(caller, waveId);
        return desk.act(request, view, Fields.of(posted), () -> {
            rounds.take(caller, waveId);
            return desk.onward(request, view.path());
        });
    }

    @Post("/{waveId}/picks/{lineId}")
    HttpResponse<?> fetched(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String waveId,
            @PathVariable @Size(max = 13) String lineId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Desk.View view = view(caller, waveId);
        return desk.act(request, view, form, () -> {
            Ended ended = rounds.fetched(
                    caller,
                    waveId,
                    lineId,
                    new Fetched(
                            Typed.number(form, "found"),
                            form.optional("scanned"),
                            form.optional("why") == null ? null : Typed.choice(form, "why", Why.class),
                            Codes.of(form, "lot"),
                            Codes.of(form, "bin")),
                    Codes.key(form));
            return desk.onward(request, view.path(), note(ended));
        });
    }

    private static String note(Ended ended) {
        return switch (ended) {
            case ALL -> "station.note.pick.all";
            case ELSEWHERE -> "station.note.pick.elsewhere";
            case WITHOUT -> "station.note.pick.without";
            case WITHDRAWN -> "station.note.pick.withdrawn";
            case CANCELLED -> "station.note.pick.cancelled";
        };
    }

    /** A line that he has goes to others. */
    @Post("/{waveId}/picks/{lineId}/return")
    HttpResponse<?> giveBack(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable @Size(max = 13) String waveId,
            @PathVariable @Size(max = 13) String lineId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(caller, waveId),
                form,
                "station.note.pick.back",
                () -> rounds.giveBack(caller, lineId, null, Codes.key(form)));
    }

    private Desk.View all(Caller caller, Spot post, @Nullable String cursor) {
        return new Desk.View(WAVES, "station/waves", () -> {
            var page = rounds.rounds(caller, post.code(), Ids.isId(cursor) ? cursor : null, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("due", rounds.due(caller, post.code()));
            facts.put("rounds", page.items());
            facts.put("next", page.next());
            facts.put("key", ids.next());
            return facts;
        });
    }

    /** @throws org.cunlu.kernel.problem.ProblemException not found, also for another node's wave */
    private Desk.View view(Caller caller, String waveId) {
        Spot post = posts.of(caller, rounds.round(caller, waveId).nodeCode());
        return new Desk.View(WAVES + "/" + waveId, "station/wave", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("post", post);
            facts.put("round", rounds.round(caller, waveId));
            facts.put("steps", rounds.mine(caller, waveId));
            facts.put("key", ids.next());
            return facts;
        });
    }
}
