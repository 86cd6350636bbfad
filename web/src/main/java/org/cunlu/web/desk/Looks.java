package org.cunlu.web.desk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** How large a browser wants its letters: elderly people read the same pages, larger. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class Looks {
    private final Desk desk;
    private final TypeSize size;

    Looks(Desk desk, TypeSize size) {
        this.desk = desk;
        this.size = size;
    }

    /** Turns it on or off, and leads back to the page where he is. */
    @Post("/type-size")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> choose(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean large = form.typed("size").equals(TypeSize.LARGE);
        var here = LocalPath.of(form.typed("here")).map(LocalPath::text);
        var on = here.isPresent() ? HttpResponse.seeOther(URI.create(here.get())) : desk.onward(request, "/");
        return on.cookie(size.cookie(large));
    }
}
