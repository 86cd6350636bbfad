package org.cunlu.logistics.trace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Traces;

/** Where goods come from, for anybody who has their code. */
@Controller("/api/trace")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "outside")
class TraceController {
    private static final String JSON_LD = "application/ld+json";
    private static final String VERSION = "2.0.0";

    private final Tracing tracing;
    private final JsonMapper json;

    TraceController(Tracing tracing, JsonMapper json) {
        this.tracing = tracing;
        this.json = json;
    }

    /**
     * Events of EPCIS 2.0 in the order of time.
     * @param code of a lot or parcel, or its Digital Link, percent-encoded
     */
    @Get("/{code}")
    @Produces({JSON_LD, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> events(HttpRequest<?> request, @PathVariable String code) throws IOException {
        return answer(request, tracing.document(code));
    }

    /** The same by the path of a GS1 Digital Link. */
    @Get("/01/{gtin}/10/{lot}")
    @Produces({JSON_LD, MediaType.APPLICATION_JSON})
    HttpResponse<byte[]> events(HttpRequest<?> request, @PathVariable String gtin, @PathVariable String lot)
            throws IOException {
        return answer(request, tracing.document("/01/" + gtin + "/10/" + lot));
    }

    /** The same told for people. */
    @Get("/{code}/story")
    Traces.Story story(@PathVariable String code) {
        return tracing.story(code).orElseThrow(ProblemException::notFound);
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, Optional<Map<String, Object>> document)
            throws IOException {
        byte[] body = json.writeValueAsBytes(document.orElseThrow(ProblemException::notFound));
        boolean plain = request.accept().stream().anyMatch(MediaType.APPLICATION_JSON_TYPE::equals);
        return HttpResponse.ok(body)
                .contentType(plain ? MediaType.APPLICATION_JSON_TYPE : MediaType.of(JSON_LD))
                .header("GS1-EPCIS-Version", VERSION)
                .header("GS1-CBV-Version", VERSION);
    }
}
