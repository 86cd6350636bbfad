package org.cunlu.web.county;

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
import org.cunlu.search.IndexDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** The index of search: how it is, made anew with its progress, and what it refuses. */
@Controller(IndexPages.INDEX)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class IndexPages {
    static final String INDEX = CountyPages.COUNTY + "/search-index";
    private static final String VIEW = "county/index";
    private static final int PIECE = 30;

    private final Desk desk;
    private final IndexDesk index;

    IndexPages(Desk desk, IndexDesk index) {
        this.desk = desk;
        this.index = index;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        return desk.show(request, view(cursor));
    }

    /** How far it is, asked for again and again while it is made anew. */
    @Get("/progress")
    HttpResponse<?> progress(HttpRequest<?> request, Caller caller) {
        return desk.piece(request, INDEX, "county/rebuild", Map.of("state", index.state()));
    }

    @Post("/rebuild")
    HttpResponse<?> rebuild(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        return desk.act(request, view(null), Fields.of(posted), "county.note.rebuild", () -> index.rebuild(caller));
    }

    @Post("/stop")
    HttpResponse<?> stop(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        return desk.act(request, view(null), Fields.of(posted), "county.note.stopped", () -> index.stop(caller));
    }

    @Post("/refused/{offerId}")
    HttpResponse<?> retry(
            HttpRequest<?> request, Caller caller, String offerId, @Nullable @Body Map<String, String> posted) {
        return desk.act(
                request, view(null), Fields.of(posted), "county.note.retried", () -> index.retry(caller, offerId));
    }

    private Desk.View view(@Nullable String cursor) {
        return new Desk.View(INDEX, VIEW, () -> facts(cursor));
    }

    private Map<String, Object> facts(@Nullable String cursor) {
        var refused = index.refused(cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("state", index.state());
        facts.put("refused", refused.items());
        facts.put("cursor", refused.next());
        return facts;
    }
}
