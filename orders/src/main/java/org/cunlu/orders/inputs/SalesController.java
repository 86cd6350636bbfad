package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.InputLedger.Asked;
import org.cunlu.orders.InputLedger.Form;
import org.cunlu.orders.InputSale;

/** The ledger of farm inputs. Days are the county's; a year at most. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class SalesController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final SalesLedger ledger;

    SalesController(SalesLedger ledger) {
        this.ledger = ledger;
    }

    /** What one's own shops sold, masked. */
    @Get("/seller/inputs/sales")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
    @Tag(name = "seller")
    Page<InputSale> own(
            @Parameter(hidden = true) Caller caller,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(ledger.own(caller, new Asked(from, until, null), cursor, most + 1), most, InputSale::sale);
    }

    /** The same as a file, masked. */
    @Get(value = "/seller/inputs/sales.csv", produces = "text/csv")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
    @Tag(name = "seller")
    HttpResponse<byte[]> ownFile(
            @Parameter(hidden = true) Caller caller, @QueryValue LocalDate from, @QueryValue LocalDate until) {
        return file(SalesFile.csv(ledger.ownFile(caller, new Asked(from, until, null))), "csv");
    }

    /** What was sold from nodes below one's own, masked. @param seller null for all */
    @Get("/inspect/inputs/sales")
    @Secured("INSPECTOR")
    @Tag(name = "inspect")
    Page<InputSale> inspected(
            @Parameter(hidden = true) Caller caller,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until,
            @Nullable @QueryValue @Size(max = 32) String seller,
            @Nullable @QueryValue @Size(max = 20) String cursor,
            @Nullable @QueryValue Integer limit) {
        return ledger.sold(caller, new Asked(from, until, seller), cursor, Page.limit(limit));
    }

    /** With the verified names of who bought restricted ones; each look is written down. @param why what it is needed for */
    @Get(value = "/inspect/inputs/sales.csv", produces = "text/csv")
    @Secured("INSPECTOR")
    @Tag(name = "inspect")
    HttpResponse<byte[]> csv(
            @Parameter(hidden = true) Caller caller,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until,
            @Nullable @QueryValue @Size(max = 32) String seller,
            @QueryValue @NotBlank @Size(max = 200) String why) {
        return file(ledger.file(caller, new Asked(from, until, seller), why, Form.CSV), "csv");
    }

    /** The same as a workbook. */
    @Get(value = "/inspect/inputs/sales.xlsx", produces = XLSX)
    @Secured("INSPECTOR")
    @Tag(name = "inspect")
    HttpResponse<byte[]> xlsx(
            @Parameter(hidden = true) Caller caller,
            @QueryValue LocalDate from,
            @QueryValue LocalDate until,
            @Nullable @QueryValue @Size(max = 32) String seller,
            @QueryValue @NotBlank @Size(max = 200) String why) {
        return file(ledger.file(caller, new Asked(from, until, seller), why, Form.XLSX), "xlsx");
    }

    private static HttpResponse<byte[]> file(byte[] bytes, String ending) {
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"input-sales." + ending + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
