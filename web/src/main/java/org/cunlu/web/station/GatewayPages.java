package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
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
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.StationLabels;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;
import org.cunlu.web.Said;

/**
 * The county's way out: what no carrier has yet is given in bulk, a waybill beside each parcel or as a list; a carrier's tracking file
 * is read; of each file is told what was refused of it.
 */
@Controller(GatewayPages.GATEWAY)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
public class GatewayPages {
    static final String GATEWAY = "/station/gateway";
    private static final String WAYBILL = "waybill-";
    private static final int PIECE = 50;
    /** Rows that the page itself shows; the file has all of them. */
    private static final int SHOWN = 50;

    private final Desk desk;
    private final Gates gates;
    private final GatewayWork work;
    private final StationLabels labels;
    private final Ids ids;

    GatewayPages(Desk desk, Gates gates, GatewayWork work, StationLabels labels, Ids ids) {
        this.desk = desk;
        this.gates = gates;
        this.work = work;
        this.labels = labels;
        this.ids = ids;
    }

    /** What of a gateway is looked at. */
    public enum Part {
        WAITING,
        AWAY,
        BACK,
        GIVEN,
        TRACKING
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue Part show,
            @Nullable @QueryValue @Size(max = 20) String cursor) {
        return desk.show(request, view(caller, gates.of(caller, node), show == null ? Part.WAITING : show, cursor));
    }

    /** Those of the page that have a waybill beside them. */
    @Post("/given")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> give(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Gates.Gate gate = gates.of(caller, form.optional("node"));
        return desk.act(request, view(caller, gate, Part.WAITING, null), form, () -> {
            var pairs = new ArrayList<GatewayWork.Pair>();
            form.all().keySet().stream()
                    .sorted()
                    .filter(name ->
                            name.startsWith(WAYBILL) && !form.typed(name).isBlank())
                    .forEach(name -> pairs.add(new GatewayWork.Pair(
                            name.substring(WAYBILL.length()), form.typed(name).strip())));
            if (pairs.isEmpty()) {
                throw ProblemException.of(
                        400,
                        "waybill-missing",
                        "还没有填运单号 · No waybill yet",
                        "在要交出的包裹旁填运单号 · Fill one in beside each parcel");
            }
            return told(request, work.give(caller, gate.code(), carrier(form), form.typed("key"), pairs));
        });
    }

    /** The same as a list. */
    @Post("/lists")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable String node,
            @Nullable String carrier,
            @Nullable String key,
            @Nullable CompletedFileUpload file) {
        Fields form = Handed.fields(node, carrier, key);
        Gates.Gate gate = gates.of(caller, form.optional("node"));
        return desk.act(request, view(caller, gate, Part.GIVEN, null), form, () -> {
            String csv = Handed.text(file);
            return told(request, work.give(caller, gate.code(), carrier(form), form.typed("key"), csv));
        });
    }

    @Post("/tracking")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> track(
            HttpRequest<?> request,
            Caller caller,
            @Nullable String node,
            @Nullable String carrier,
            @Nullable String key,
            @Nullable CompletedFileUpload file) {
        Fields form = Handed.fields(node, carrier, key);
        Gates.Gate gate = gates.of(caller, form.optional("node"));
        return desk.act(request, view(caller, gate, Part.TRACKING, null), form, () -> {
            byte[] bytes = Handed.bytes(file);
            return told(request, work.track(caller, gate.code(), carrier(form), form.typed("key"), bytes));
        });
    }

    /** What came of one, row by row where it was refused. */
    @Get("/files/{fileId}")
    HttpResponse<?> file(HttpRequest<?> request, Caller caller, @Size(max = 13) String fileId) {
        GatewayWork.Report report = work.file(caller, fileId);
        Gates.Gate gate = gates.of(caller, work.nodeOf(caller, fileId));
        var facts = new HashMap<String, Object>();
        facts.put("gate", gate);
        facts.put("report", report);
        facts.put("carriers", gates.carriers(caller, gate));
        facts.put("faults", faults(report).stream().limit(SHOWN).toList());
        facts.put("refused", faults(report).size());
        return desk.show(request, GATEWAY + "/files/" + fileId, "station/gatewayfile", facts);
    }

    @Get("/files/{fileId}/refused.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> refused(HttpRequest<?> request, Caller caller, @Size(max = 13) String fileId) {
        Language language = desk.words(request).language();
        return CsvFile.of(
                "refused-" + fileId,
                List.of("line", "column", "code", "message"),
                faults(work.file(caller, fileId)).stream()
                        .map(fault -> List.of(
                                fault.line(),
                                fault.column() == null ? "" : fault.column(),
                                fault.code(),
                                Said.in(language, fault.message())))
                        .toList());
    }

    /** What was given, for both to sign. */
    @Get("/files/{fileId}/list.pdf")
    @Produces(MediaType.APPLICATION_PDF)
    HttpResponse<byte[]> sheet(Caller caller, @Size(max = 13) String fileId) {
        return HttpResponse.ok(labels.given(caller, fileId))
                .contentType(MediaType.APPLICATION_PDF_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + fileId + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private HttpResponse<?> told(HttpRequest<?> request, GatewayWork.Report report) {
        return desk.onward(request, GATEWAY + "/files/" + report.fileId());
    }

    private static List<RowFault> faults(GatewayWork.Report report) {
        return report.faults() == null ? List.of() : report.faults();
    }

    private static String carrier(Fields form) {
        String carrier = form.typed("carrier").strip();
        if (carrier.isEmpty()) {
            throw ProblemException.invalid("carrier", "carrier-missing", "请选择承运商 · Choose a carrier");
        }
        return carrier;
    }

    private Desk.View view(Caller caller, Gates.Gate gate, Part part, @Nullable String cursor) {
        return new Desk.View(GATEWAY, "station/gateway", () -> {
            var facts = new HashMap<String, Object>();
            facts.put("gate", gate);
            facts.put("part", part);
            facts.put("carriers", gates.carriers(caller, gate));
            facts.put("key", ids.next());
            var waiting = part == Part.WAITING ? work.waiting(caller, gate.code(), cursor, PIECE) : null;
            var away = part == Part.AWAY || part == Part.BACK
                    ? work.away(caller, gate.code(), part == Part.BACK, cursor, PIECE)
                    : null;
            var files = part == Part.GIVEN || part == Part.TRACKING
                    ? work.files(caller, gate.code(), Kind.valueOf(part.name()), cursor, PIECE)
                    : null;
            facts.put("waiting", waiting == null ? List.of() : waiting.items());
            facts.put("away", away == null ? List.of() : away.items());
            facts.put("files", files == null ? List.of() : files.items());
            facts.put(
                    "cursor",
                    waiting != null
                            ? waiting.next()
                            : away != null ? away.next() : files == null ? null : files.next());
            return facts;
        });
    }
}
