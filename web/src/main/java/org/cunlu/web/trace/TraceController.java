package org.cunlu.web.trace;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.views.View;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Traces;
import org.cunlu.logistics.Traces.Chapter;
import org.cunlu.logistics.Traces.Story;
import org.cunlu.web.Language;
import org.cunlu.web.Words;

/** The page of a code, and the paths of Digital Links, which lead to it. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class TraceController {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Traces traces;

    TraceController(Traces traces) {
        this.traces = traces;
    }

    @Get("/trace/{code}")
    @Produces(MediaType.TEXT_HTML)
    @View("trace")
    Map<String, Object> page(@PathVariable String code, @Nullable @QueryValue String lang) {
        Language language = Language.of(lang);
        Story story = traces.story(code).orElseThrow(ProblemException::notFound);
        return Map.of(
                "page",
                new TracePage(
                        new Words(language),
                        story.code(),
                        story.parcel(),
                        story.goods(),
                        story.chapters().stream()
                                .map(chapter -> step(chapter, language))
                                .toList()));
    }

    @Get("/01/{gtin}/10/{lot}")
    @Produces(MediaType.ALL)
    HttpResponse<?> lot(@PathVariable String gtin, @PathVariable String lot) {
        return to("/01/" + gtin + "/10/" + lot);
    }

    @Get("/${cunlu.trace.prefix:cunlu}/10/{lot}")
    @Produces(MediaType.ALL)
    HttpResponse<?> ownLot(@PathVariable String lot) {
        return to(lot);
    }

    @Get("/${cunlu.trace.prefix:cunlu}/21/{barcode}")
    @Produces(MediaType.ALL)
    HttpResponse<?> parcel(@PathVariable String barcode) {
        return to(barcode);
    }

    /** By the code as we know it, so that nobody is led elsewhere by what he typed. */
    private HttpResponse<?> to(String text) {
        Story story = traces.story(text).orElseThrow(ProblemException::notFound);
        return HttpResponse.temporaryRedirect(URI.create("/trace/" + story.code()));
    }

    private static TracePage.Step step(Chapter chapter, Language language) {
        return new TracePage.Step(
                TIME.format(CountyTime.at(chapter.at())),
                language == Language.EN ? chapter.en() : chapter.zh(),
                chapter.place(),
                chapter.corrected());
    }
}
