package org.cunlu.logistics.epcis;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.CustodyLog.Mark;
import org.cunlu.logistics.epcis.Events.Told;

/** Events of goods, for outside systems with a key, by the query interface of EPCIS 2.0. */
@Controller("/api/epcis")
@Secured("KEY_EPCIS_QUERY")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "outside")
class EventsController {
    static final String JSON_LD = "application/ld+json";
    private static final String VERSION = "2.0.0";

    private final Events events;
    private final JsonMapper json;
    private final Places places;
    private final Clock clock;
    private final Duration settling;

    /** @param settling events younger than this are not told yet, so that a page never misses one that commits late */
    EventsController(
            Events events,
            JsonMapper json,
            Places places,
            Clock clock,
            @Value("${cunlu.logistics.epcis-settling:10s}") Duration settling) {
        this.events = events;
        this.json = json;
        this.places = places;
        this.clock = clock;
        this.settling = settling;
    }

    /** Events in the order in which they were recorded; the header Link leads to the next page. */
    @Get("/events")
    @Produces({MediaType.APPLICATION_JSON, JSON_LD})
    @Parameter(name = "eventType", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "GE_eventTime", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "LT_eventTime", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "GE_recordTime", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "LT_recordTime", in = ParameterIn.QUERY, schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "EQ_action", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "EQ_bizStep", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "EQ_disposition", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "EQ_readPoint", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "EQ_bizLocation", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "MATCH_epc", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "MATCH_anyEPC", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "MATCH_parentID", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "perPage", in = ParameterIn.QUERY, schema = @Schema(type = "integer"))
    @Parameter(name = "nextPageToken", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    HttpResponse<byte[]> events(HttpRequest<?> request) throws IOException {
        Instant now = clock.instant();
        var query = EventQuery.of(request.getParameters(), places, now.minus(settling));
        List<Told> found = events.of(query);
        boolean more = found.size() > query.perPage();
        List<Told> page = more ? found.subList(0, query.perPage()) : found;
        boolean linked =
                request.accept().stream().anyMatch(type -> type.getName().equals(JSON_LD));
        var answer = HttpResponse.ok(json.writeValueAsBytes(
                        EventDocument.of(page.stream().map(Told::event).toList(), now)))
                .contentType(linked ? MediaType.of(JSON_LD) : MediaType.APPLICATION_JSON_TYPE)
                .header("GS1-EPCIS-Version", VERSION)
                .header("GS1-CBV-Version", VERSION);
        return more
                ? answer.header(HttpHeaders.LINK, next(request, page.getLast().mark()))
                : answer;
    }

    private static String next(HttpRequest<?> request, Mark last) {
        String uri = UriBuilder.of(request.getUri())
                .replaceQueryParam("nextPageToken", EventQuery.token(last))
                .build()
                .toString();
        return "<" + uri + ">; rel=\"next\"";
    }
}
