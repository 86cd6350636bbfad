package org.cunlu.logistics.label;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TraceCodes;

/** Tags of one's own lots, to print. */
@Controller("/api/seller/lots")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class LotTagController {
    private static final int COPIES_MAX = 10 * LotTags.A_SHEET;

    private final LotOrigins lots;
    private final TraceCodes codes;
    private final PdfPrint pdf;

    LotTagController(LotOrigins lots, TraceCodes codes, PdfPrint pdf) {
        this.lots = lots;
        this.codes = codes;
        this.pdf = pdf;
    }

    /** A4 sheets of tags with the lot's Digital Link as QR. @param copies one sheet of 21 when nothing is asked */
    @Get("/{code}/tags")
    @Produces(MediaType.APPLICATION_PDF)
    HttpResponse<byte[]> tags(
            Caller caller,
            @PathVariable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String code,
            @Nullable @QueryValue @Min(1) @Max(COPIES_MAX) Integer copies) {
        LotOrigin lot = lots.find(code)
                .filter(each -> each.seller() != null
                        && ShopRight.GOODS.shops(caller).contains(each.seller().code()))
                .orElseThrow(ProblemException::notFound);
        var sheets = LotTags.of(lot, codes.lot(code, lot.gtin()), copies == null ? LotTags.A_SHEET : copies);
        return HttpResponse.ok(pdf.print(sheets, code))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"tags-" + code + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
