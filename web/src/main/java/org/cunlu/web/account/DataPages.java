package org.cunlu.web.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.OwnData;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** All that is known of me: to be read, and as a file. Each counts as an export. */
@Controller(DataPages.DATA)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class DataPages {
    static final String DATA = AccountPages.ACCOUNT + "/data";
    private static final String VIEW = "account/data";
    private static final String SHOW = "show";

    private final Desk desk;
    private final OwnData data;
    private final DataReading reading;

    DataPages(Desk desk, OwnData data, DataReading reading) {
        this.desk = desk;
        this.data = data;
        this.reading = reading;
    }

    /** Opens nothing yet: a link on another site must not use up somebody's exports. */
    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        return desk.show(request, DATA, VIEW, Map.of());
    }

    /** In the answer to the form itself: what is known of somebody is nothing to be found by going back. */
    @Post
    HttpResponse<?> read(HttpRequest<?> request, Caller caller) {
        return desk.attempt(
                () -> {
                    List<Datum.Entry> read = reading.read(data.of(caller.accountId()), desk.words(request));
                    return desk.show(request, DATA, VIEW, Map.of(SHOW, read));
                },
                refusal -> desk.again(request, DATA, VIEW, Map.of(), Fields.NONE, refusal));
    }

    @Post("/file")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    HttpResponse<?> file(HttpRequest<?> request, Caller caller) {
        return desk.attempt(
                () -> HttpResponse.ok(reading.file(data.of(caller.accountId())))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cunlu-data.json\""),
                refusal -> desk.again(request, DATA, VIEW, Map.of(), Fields.NONE, refusal));
    }

    @Get("/file")
    HttpResponse<?> again(HttpRequest<?> request) {
        return desk.onward(request, DATA);
    }
}
