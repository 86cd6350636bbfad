package org.cunlu.logistics.epcis;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.epcis.ObservedTable.Capture;

/**
 * Takes in events of goods that outside systems saw, by the capture interface of EPCIS 2.0: all of a document or nothing of it.
 * They are kept as theirs and move nothing of ours. Sending the same again keeps nothing twice.
 */
@Controller("/api/epcis")
@Secured("KEY_EPCIS_CAPTURE")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "outside")
class CaptureController {
    static final int EVENTS_MAX = 500;

    private final ObservedTable table;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    CaptureController(
            ObservedTable table,
            Transactions transactions,
            JsonMapper json,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.transactions = transactions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** How a capture went; it is over when it is answered. @param repeated events that were there before */
    @Serdeable
    record Job(
            String captureID,
            Instant createdAt,
            Instant finishedAt,
            boolean running,
            boolean success,
            String captureErrorBehaviour,
            int events,
            int repeated,
            List<String> errors) {
        static Job of(Capture capture) {
            return new Job(
                    capture.captureId(),
                    capture.recordedAt(),
                    capture.recordedAt(),
                    false,
                    true,
                    "rollback",
                    capture.events(),
                    capture.repeated(),
                    List.of());
        }
    }

    /** @param document an EPCISDocument in JSON with 1 to 500 events */
    @Post("/capture")
    @Consumes({MediaType.APPLICATION_JSON, EventsController.JSON_LD})
    HttpResponse<?> capture(Authentication sender, @Body byte[] document) {
        List<ObservedEvent> events = events(document);
        Capture kept = transactions.run(() -> keep(events, sender.getName()));
        return HttpResponse.accepted(URI.create("/api/epcis/capture/" + kept.captureId()));
    }

    /** How a capture of one's own went. */
    @Get("/capture/{captureId}")
    Job job(Authentication sender, String captureId) {
        return table.capture(captureId, sender.getName()).map(Job::of).orElseThrow(ProblemException::notFound);
    }

    private Capture keep(List<ObservedEvent> events, String sender) {
        Instant now = clock.instant();
        String captureId = ids.next();
        int fresh = 0;
        for (ObservedEvent event : events) {
            fresh += table.insert(captureId, county, sender, event, text(event), now) ? 1 : 0;
        }
        var capture = new Capture(captureId, events.size(), events.size() - fresh, now);
        table.capture(capture, county, sender);
        return capture;
    }

    private String text(ObservedEvent event) {
        try {
            return json.writeValueAsString(event.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<ObservedEvent> events(byte[] document) {
        Map<String, Object> read;
        try {
            read = json.readValue(new String(document, StandardCharsets.UTF_8), Map.class);
        } catch (IOException e) {
            throw wrong("document");
        }
        if (read == null || !"EPCISDocument".equals(read.get("type"))) {
            throw wrong("type");
        }
        if (!String.valueOf(read.get("schemaVersion")).startsWith("2.")) {
            throw wrong("schemaVersion");
        }
        boolean listed = read.get("epcisBody") instanceof Map<?, ?> body
                && body.get("eventList") instanceof List<?> list
                && !list.isEmpty()
                && list.size() <= EVENTS_MAX
                && list.stream().allMatch(Map.class::isInstance);
        if (!listed) {
            throw wrong("epcisBody.eventList");
        }
        var list = (List<Map<String, Object>>) ((Map<String, Object>) read.get("epcisBody")).get("eventList");
        var events = new ArrayList<ObservedEvent>();
        for (int i = 0; i < list.size(); i++) {
            events.add(ObservedEvent.of(list.get(i), i));
        }
        return events;
    }

    private static ProblemException wrong(String field) {
        return ProblemException.invalid(
                field, "epcis-document", "不是 EPCIS 2.0 文档 · Not a document of EPCIS 2.0 with 1 to 500 events");
    }
}
