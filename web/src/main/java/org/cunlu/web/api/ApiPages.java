package org.cunlu.web.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.cunlu.web.Language;
import org.cunlu.web.Words;

/** The API's description, for programs and for people. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ApiPages {
    /** The viewer draws its signs from data: addresses; it may load nothing foreign. */
    private static final String VIEWER_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String VIEWER = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final ApiDocument document;
    private final String viewer = "/webjars/swagger-ui/" + viewerVersion();

    ApiPages(ApiDocument document) {
        this.document = document;
    }

    @Get("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    byte[] json() {
        return document.bytes();
    }

    @Get("/openapi")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<ModelAndView<Map<String, Object>>> page(@Nullable @QueryValue String lang) {
        Map<String, Object> model = Map.of("words", new Words(Language.of(lang)), "viewer", viewer);
        return HttpResponse.ok(new ModelAndView<>("openapi", model)).header("Content-Security-Policy", VIEWER_POLICY);
    }

    private static String viewerVersion() {
        try (var file = ApiPages.class.getClassLoader().getResourceAsStream(VIEWER)) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
