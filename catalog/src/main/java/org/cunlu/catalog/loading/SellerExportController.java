package org.cunlu.catalog.loading;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** What a shop offers as the file that would make it, to be changed in a spreadsheet and brought back. */
@Controller("/api/seller/catalog")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerExportController {
    private final ExportTable export;

    SellerExportController(ExportTable export) {
        this.export = export;
    }

    @Get(value = "/offers.csv", produces = "text/csv")
    HttpResponse<byte[]> csv(@Parameter(hidden = true) Caller caller) {
        return TableFile.csv(export.lines(ShopRight.GOODS.shops(caller)), "offers.csv");
    }

    @Get(value = "/offers.xlsx", produces = TableFile.XLSX)
    HttpResponse<byte[]> xlsx(@Parameter(hidden = true) Caller caller) {
        return TableFile.xlsx(export.lines(ShopRight.GOODS.shops(caller)), "offers.xlsx");
    }
}
