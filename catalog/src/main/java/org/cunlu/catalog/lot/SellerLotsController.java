package org.cunlu.catalog.lot;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigin.Input;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.request.CarefulHeaders;

/** A seller's lots: where they come from, what was used on them, what inspections said. */
@Controller("/api/seller")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerLotsController {
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final int INPUTS_MAX = 50;

    private final LotKeeping keeping;

    SellerLotsController(LotKeeping keeping) {
        this.keeping = keeping;
    }

    /** @param safeDays days between its use and the harvest */
    @Serdeable
    record Used(
            @NotNull @Size(min = 1, max = 120) String name,
            @NotNull @Size(min = 2, max = 40) String registrationNo,
            @NotNull LocalDate appliedOn,
            @NotNull @Min(0) @Max(365) Integer safeDays) {}

    /**
     * @param version that is corrected; not for a new lot
     * @param reason of a correction
     * @param areaCode administrative code of where it was grown or made
     */
    @Serdeable
    record LotFacts(
            @NotNull @Pattern(regexp = CODE) String skuCode,
            @Nullable Integer version,
            @Nullable @Size(max = 120) String producer,
            @NotNull LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @Nullable @Size(max = 120) String plot,
            @Nullable @Pattern(regexp = "[0-9]{6,12}") String areaCode,
            @Nullable @Size(max = INPUTS_MAX) @Valid List<@Valid Used> inputs,
            @Nullable @Size(max = 200) String reason) {
        LotKeeping.Told told() {
            List<Input> used = inputs == null
                    ? List.of()
                    : inputs.stream()
                            .map(each ->
                                    new Input(each.name(), each.registrationNo(), each.appliedOn(), each.safeDays()))
                            .toList();
            return new LotKeeping.Told(skuCode, version, producer, producedOn, expiresOn, plot, areaCode, used, reason);
        }
    }

    /** @param fileSha256 of a file that was sent before */
    @Serdeable
    record Inspected(
            @NotNull @Size(min = 1, max = 120) String what,
            @NotNull @Size(min = 1, max = 120) String inspector,
            @NotNull LocalDate on,
            @NotNull Boolean passed,
            @Nullable @Pattern(regexp = "[0-9a-f]{64}") String fileSha256) {}

    @Serdeable
    record Kept(String sha256) {}

    @Serdeable
    record GtinText(@NotNull @Size(min = 8, max = 14) String gtin) {}

    /** Codes of one's lots. */
    @Get("/lots")
    Page<String> lots(
            Caller caller, @Nullable @QueryValue @Size(max = 32) String cursor, @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(keeping.list(caller, cursor, size + 1), size, code -> code);
    }

    /** All that was told of a lot, corrections included. */
    @Get("/lots/{code}")
    LotOrigin lot(Caller caller, @PathVariable @Pattern(regexp = CODE) String code) {
        return keeping.look(caller, code);
    }

    /** Tells of a lot, or corrects what was told. Safe to repeat. */
    @Put("/lots/{code}")
    LotOrigin tell(Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @Body @Valid LotFacts facts) {
        return keeping.tell(caller, code, facts.told());
    }

    /** Puts an inspection on record. Safe to repeat: the same is kept once. A lot that failed is held. */
    @Post("/lots/{code}/inspections")
    LotOrigin inspected(Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @Body @Valid Inspected body) {
        return keeping.inspected(
                caller, code, body.what(), body.inspector(), body.on(), body.passed(), body.fileSha256());
    }

    /** Sends the paper of an inspection: PDF, JPEG or PNG, 5 MB at most. Safe to repeat. */
    @Post("/lots/{code}/files")
    @Consumes(MediaType.ALL)
    Kept file(Caller caller, @PathVariable @Pattern(regexp = CODE) String code, @Body byte[] bytes) {
        return new Kept(keeping.file(caller, code, bytes));
    }

    /** Always a download: a browser does not open it in our name. */
    @Get("/lots/{code}/files/{sha256}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(
            Caller caller,
            @PathVariable @Pattern(regexp = CODE) String code,
            @PathVariable @Pattern(regexp = "[0-9a-f]{64}") String sha256) {
        Paper file = keeping.file(caller, code, sha256);
        String end = MediaType.APPLICATION_PDF.equals(file.mediaType()) ? ".pdf" : ".jpg";
        return HttpResponse.ok(file.content())
                .contentType(MediaType.of(file.mediaType()))
                .header("Content-Disposition", "attachment; filename=\"" + sha256 + end + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY);
    }

    /** Gives a SKU its GTIN: 8, 12, 13 or 14 digits. It keeps it. */
    @Put("/skus/{skuCode}/gtin")
    GtinText gtin(Caller caller, @PathVariable @Pattern(regexp = CODE) String skuCode, @Body @Valid GtinText body) {
        return new GtinText(keeping.gtin(caller, skuCode, body.gtin()));
    }
}
