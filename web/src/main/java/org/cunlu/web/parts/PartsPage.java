package org.cunlu.web.parts;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Every part of {@code jte/ui} with what it looks like, for whoever draws a page. Its form says no to whatever is sent. */
@Controller("/design")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class PartsPage {
    private static final String PATH = "/design";
    private static final String VIEW = "parts/parts";

    private final Desk desk;

    PartsPage(Desk desk) {
        this.desk = desk;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request) {
        return desk.show(request, PATH, VIEW, Map.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> refuse(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        return desk.attempt(
                () -> {
                    throw ProblemException.invalid("pieces", "only-shown", "这里只是示例 · This form is only shown here");
                },
                refusal -> desk.again(request, PATH, VIEW, Map.of(), Fields.of(posted), refusal));
    }
}
