package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierLists;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.GatewayWork.Away;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.GatewayWork.Report;
import org.cunlu.logistics.GatewayWork.Waiting;

/** Parcels that leave the county by one's own gateway. */
@Controller("/api/station/gateway")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class GatewayController {
    private static final int ROWS_MAX = 10_000;
    private static final int CSV_MAX = GatewayWork.FILE_MAX;
    private static final String CSV_OUT = "text/csv; charset=utf-8";

    private final GatewayWork work;
    private final CarrierLists lists;

    GatewayController(GatewayWork work, CarrierLists lists) {
        this.work = work;
        this.lists = lists;
    }

    /** A parcel with the carrier's number for it. */
    @Serdeable
    record Pair(
            @NotBlank @Size(max = 20) String barcode,
            @NotBlank @Size(max = 40) String waybill) {}

    /** @param key the sender's own name of this list, 8 to 64 visible ASCII characters: the same again is the same list */
    @Serdeable
    record Given(
            @NotBlank @Size(max = 32) String node,
            @NotBlank @Size(max = 16) String carrier,
            @NotBlank @Size(max = 64) String key,

            @NotNull @Size(min = 1, max = ROWS_MAX) List<@NotNull @Valid Pair> rows) {}

    /** @param key as for a list @param csv the table as it is, comma separated, with its header */
    @Serdeable
    record Table(
            @NotBlank @Size(max = 32) String node,
            @NotBlank @Size(max = 16) String carrier,
            @NotBlank @Size(max = 64) String key,
            @NotNull @Size(max = CSV_MAX) String csv) {}

    @Serdeable
    record Known(List<Carrier> carriers) {}

    /** Carriers that are set up in the gateway's county. */
    @Get("/carriers")
    Known carriers(Caller caller, @QueryValue String node) {
        return new Known(work.carriers(caller, node));
    }

    /** What no carrier has yet; which one takes it is said with its waybill. */
    @Get("/waiting")
    Page<Waiting> waiting(
            Caller caller,
            @QueryValue String node,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return work.waiting(caller, node, cursor, limit);
    }

    /** What carriers have. @param back those that come back; they are taken in by the scan RETURN */
    @Get("/away")
    Page<Away> away(
            Caller caller,
            @QueryValue String node,
            @Nullable @QueryValue Boolean back,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return work.away(caller, node, Boolean.TRUE.equals(back), cursor, limit);
    }

    /** Gives many parcels to a carrier; each row is answered on its own, refused ones stand in {@code faults}. */
    @Post("/given")
    Report give(Caller caller, @Body @Valid Given given) {
        return work.give(
                caller,
                given.node(),
                given.carrier(),
                given.key(),
                given.rows().stream()
                        .map(pair -> new GatewayWork.Pair(pair.barcode(), pair.waybill()))
                        .toList());
    }

    /** The same from a table with the columns {@code barcode} and {@code waybill}. */
    @Post("/given-file")
    Report give(Caller caller, @Body @Valid Table table) {
        return work.give(caller, table.node(), table.carrier(), table.key(), table.csv());
    }

    /** A carrier's own tracking file, in UTF-8; its columns and words are as the county's operator set them up. */
    @Post("/tracking-file")
    Report track(Caller caller, @Body @Valid Table table) {
        return work.track(caller, table.node(), table.carrier(), table.key(), table.csv());
    }

    /**
     * The same as its bytes, for what cannot be sent as JSON: UTF-8, or GBK and GB 18030 as spreadsheets in China save them.
     * @param file at most 4 MB
     */
    @Post("/tracking-file/bytes")
    @Consumes(MediaType.ALL)
    Report track(
            Caller caller,
            @QueryValue @NotBlank @Size(max = 32) String node,
            @QueryValue @NotBlank @Size(max = 16) String carrier,
            @QueryValue @NotBlank @Size(max = 64) String key,
            @Body byte[] file) {
        return work.track(caller, node, carrier, key, file);
    }

    /** What was sent at once, the newest first. */
    @Get("/files")
    Page<Report> files(
            Caller caller,
            @QueryValue String node,
            @QueryValue Kind kind,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue Integer limit) {
        return work.files(caller, node, kind, cursor, limit);
    }

    @Get("/files/{fileId}")
    Report file(Caller caller, String fileId) {
        return work.file(caller, fileId);
    }

    /** What was given by a list, for a spreadsheet; to be signed it is printed by {@code …/list}. */
    @Get("/files/{fileId}/list.csv")
    @Produces(CSV_OUT)
    HttpResponse<String> csv(Caller caller, String fileId) {
        CarrierLists.Given given = lists.given(caller, fileId);
        var text = new CsvText().line(List.of("barcode", "waybill", "carrier"));
        given.rows().forEach(row -> text.line(List.of(row.barcode(), row.waybill(), given.carrier())));
        return HttpResponse.ok(text.toString())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + given.fileId() + ".csv\"");
    }
}
