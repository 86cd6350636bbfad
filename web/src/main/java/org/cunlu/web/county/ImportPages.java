package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.CatalogFiles;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;
import org.cunlu.web.Said;
import org.cunlu.web.desk.Files;

/** Goods and offers as a file: brought, followed while it is loaded, and what was refused of it. */
@Controller(ImportPages.IMPORTS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ImportPages {
    static final String IMPORTS = CountyPages.COUNTY + "/imports";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String IMPORT = "catalog.import";
    private static final String EXPORT = "catalog.export";
    private static final int PIECE = 20;
    /** Rows that the page itself shows; the file has all of the report. */
    private static final int SHOWN = 20;

    private final Desk desk;
    private final CatalogFiles files;
    private final Ids ids;
    private final CatalogKeepers keepers;

    ImportPages(Desk desk, CatalogFiles files, Ids ids, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.desk = desk;
        this.files = files;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, listed(caller, cursor));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> bring(
            HttpRequest<?> request,
            Caller caller,
            @Nullable CompletedFileUpload file,
            @Nullable String keep,
            @Nullable String key) {
        Fields form = Fields.of(keep == null ? Map.of() : Map.of("keep", keep));
        return desk.act(request, listed(caller, null), form, () -> {
            String id = files.start(caller, Files.demanded(file, "file"), keep != null, key)
                    .id();
            return desk.onward(request, path(id));
        });
    }

    @Get("/{importId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String importId) {
        keepers.demand(caller, IMPORT, importId);
        return desk.show(request, path(importId), "county/import", facts(importId));
    }

    /** How far it is, asked for again and again until it is over. */
    @Get("/{importId}/progress")
    HttpResponse<?> progress(HttpRequest<?> request, Caller caller, @Size(max = 13) String importId) {
        keepers.demand(caller, IMPORT, importId);
        return desk.piece(request, path(importId), "county/importstate", facts(importId));
    }

    /** The rows that were refused, to be put right and brought again. */
    @Get("/{importId}/refused.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<byte[]> refused(Caller caller, @Size(max = 13) String importId) {
        keepers.demand(caller, IMPORT, importId);
        return kept(files.refused(importId), "refused-" + importId + ".csv");
    }

    @Get("/{importId}/faults.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> faults(HttpRequest<?> request, Caller caller, @Size(max = 13) String importId) {
        keepers.demand(caller, IMPORT, importId);
        Language language = desk.words(request).language();
        ImportReport report = files.one(importId).report();
        List<RowFault> faults = report == null ? List.of() : report.faults();
        return CsvFile.of(
                "faults-" + importId,
                List.of("line", "column", "code", "message"),
                faults.stream()
                        .map(fault -> List.of(
                                fault.line(),
                                fault.column() == null ? "" : fault.column(),
                                fault.code(),
                                Said.in(language, fault.message())))
                        .toList());
    }

    /** What stands in the catalogue, to be changed in a spreadsheet and brought back. */
    @Get("/offers.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<byte[]> csv(Caller caller) {
        keepers.demand(caller, EXPORT, "offers");
        return kept(files.csv(), "offers.csv");
    }

    @Get("/offers.xlsx")
    @Produces(XLSX)
    HttpResponse<byte[]> workbook(Caller caller) {
        keepers.demand(caller, EXPORT, "offers");
        return kept(files.workbook(), "offers.xlsx");
    }

    private static HttpResponse<byte[]> kept(byte[] bytes, String name) {
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private Desk.View listed(Caller caller, @Nullable String cursor) {
        keepers.demand(caller, IMPORT, "imports");
        return new Desk.View(IMPORTS, "county/imports", () -> {
            var page = files.own(caller, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("files", page.items());
            facts.put("cursor", page.next());
            facts.put("key", ids.next());
            return facts;
        });
    }

    private Map<String, Object> facts(String importId) {
        CatalogFiles.Loading loading = files.one(importId);
        List<RowFault> faults =
                loading.report() == null ? List.of() : loading.report().faults();
        return Map.of(
                "loading",
                loading,
                "faults",
                faults.stream().limit(SHOWN).toList(),
                "rows",
                faults.stream().anyMatch(fault -> fault.line() > 1));
    }

    private static String path(String importId) {
        return IMPORTS + "/" + importId;
    }
}
