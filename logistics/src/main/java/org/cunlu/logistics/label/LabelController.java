package org.cunlu.logistics.label;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.LabelFacts;
import org.cunlu.logistics.Workplaces;

/** Labels and lists to print, of what is at one's own node. */
@Controller("/api/station")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class LabelController {
    private static final String ZPL = "application/zpl";

    private static final String ACT = "logistics.print";

    private final LabelFacts facts;
    private final OwnLabels labels;
    private final Workplaces workplaces;
    private final PdfPrint pdf;
    private final ZplPrint zpl;

    LabelController(LabelFacts facts, OwnLabels labels, Workplaces workplaces, PdfPrint pdf, ZplPrint zpl) {
        this.facts = facts;
        this.labels = labels;
        this.workplaces = workplaces;
        this.pdf = pdf;
        this.zpl = zpl;
    }

    /** What it is printed as; ZPL is for label printers. */
    enum Format {
        PDF,
        ZPL
    }

    /** Label of a parcel that lies at the node. @param format PDF when nothing is asked */
    @Get("/parcels/{barcode}/label")
    @Produces({MediaType.APPLICATION_PDF, ZPL})
    HttpResponse<byte[]> parcel(
            Caller caller, String barcode, @QueryValue String node, @Nullable @QueryValue Format format) {
        return answer(labels.parcelSheets(caller, node, barcode), barcode, format);
    }

    /** Label of a bag that the node holds. @param format PDF when nothing is asked */
    @Get("/bags/{sscc}/label")
    @Produces({MediaType.APPLICATION_PDF, ZPL})
    HttpResponse<byte[]> bag(Caller caller, String sscc, @QueryValue String node, @Nullable @QueryValue Format format) {
        workplaces.own(caller, node, ACT, Workplaces.HANDS);
        return answer(Layouts.bag(facts.bag(caller, node, sscc)), sscc, format);
    }

    /** What a trip takes from the node or brings to it. @param trip line and service date: B12/2026-11-23 */
    @Get("/manifest")
    @Produces({MediaType.APPLICATION_PDF, ZPL})
    HttpResponse<byte[]> manifest(
            Caller caller, @QueryValue String node, @QueryValue String trip, @Nullable @QueryValue Format format) {
        workplaces.own(caller, node, ACT, Workplaces.HANDS);
        return answer(Layouts.list(facts.trip(caller, node, trip)), trip.replace('/', '_'), format);
    }

    /** What was given to a carrier by a list, for both to sign. */
    @Get("/gateway/files/{fileId}/list")
    @Produces({MediaType.APPLICATION_PDF, ZPL})
    HttpResponse<byte[]> given(Caller caller, String fileId, @Nullable @QueryValue Format format) {
        return answer(labels.givenSheets(caller, fileId), fileId, format);
    }

    /** Label and receipt of what was handed in at the node. @param format PDF when nothing is asked */
    @Get("/drop-offs/{dropOffId}/label")
    @Produces({MediaType.APPLICATION_PDF, ZPL})
    HttpResponse<byte[]> dropOff(
            Caller caller, String dropOffId, @QueryValue String node, @Nullable @QueryValue Format format) {
        return answer(labels.dropOffSheets(caller, node, dropOffId), dropOffId, format);
    }

    private HttpResponse<byte[]> answer(List<Sheet> sheets, String name, @Nullable Format format) {
        boolean asZpl = format == Format.ZPL;
        byte[] body = asZpl ? zpl.print(sheets).getBytes(StandardCharsets.US_ASCII) : pdf.print(sheets, name);
        return HttpResponse.ok(body)
                .contentType(asZpl ? MediaType.of(ZPL) : MediaType.APPLICATION_PDF_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + (asZpl ? ".zpl" : ".pdf")
                                + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
