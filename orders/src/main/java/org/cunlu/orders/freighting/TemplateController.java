package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** Templates of freight: sellers propose theirs, the county decides and sets its own. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "freight")
class TemplateController {
    /** A file of 200 rules of a few templates. */
    private static final int FILE_MAX = 256 * 1024;

    private final TemplateKeeping keeping;
    private final TemplateLists views;

    TemplateController(TemplateKeeping keeping, TemplateLists views) {
        this.keeping = keeping;
        this.views = views;
    }

    /** See {@link FreightRule}. @param code left out for COUNTY and OUTSIDE */
    @Serdeable
    record RuleWanted(
            @NotNull FreightRule.Area area,
            @Nullable @Size(max = 40) String code,
            @PositiveOrZero @Max(FreightRule.UNITS_MAX) long firstUnits,
            @PositiveOrZero @Max(FreightRule.FEN_MAX) long firstFen,
            @Positive @Max(FreightRule.UNITS_MAX) long moreUnits,
            @PositiveOrZero @Max(FreightRule.FEN_MAX) long moreFen,
            @Nullable @Positive Long freeFromFen) {
        FreightRule rule() {
            String named = code == null ? "" : code.strip();
            if (area.named() == named.isEmpty()) {
                throw ProblemException.invalid(
                        "rules",
                        "code-invalid",
                        "TOWNSHIP 和 PROVINCE 须写地区，其余留空 · TOWNSHIP and PROVINCE name one, the others none");
            }
            return new FreightRule(area, named, firstUnits, firstFen, moreUnits, moreFen, freeFromFen);
        }
    }

    /** See {@link FreightTemplate}. */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 120) String name,
            @NotNull FreightTemplate.Basis basis,
            @PositiveOrZero @Max(FreightTemplate.BPS_MAX) int chilledBps,
            @PositiveOrZero @Max(FreightTemplate.BPS_MAX) int hazardousBps,
            @NotEmpty @Size(max = FreightTemplate.RULES_MAX) List<@NotNull @Valid RuleWanted> rules) {
        List<FreightRule> freightRules() {
            return rules.stream().map(RuleWanted::rule).toList();
        }
    }

    /** @param made empty when anything was wrong with the file @param faults what, by line */
    @Serdeable
    record Loaded(List<FreightTemplate> made, List<RowFault> faults) {}

    /** How the freight of a quote or order is made up. */
    @Get("/api/shop/freight-templates/{templateId}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    FreightTemplate shown(@PathVariable @Size(max = 13) String templateId) {
        FreightTemplate template = keeping.find(templateId);
        if (template.state() == FreightTemplate.State.PROPOSED || template.state() == FreightTemplate.State.DECLINED) {
            throw ProblemException.notFound();
        }
        return template;
    }

    /** Of the caller's shops, the newest first. */
    @Get("/api/seller/freight-templates")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    Page<FreightTemplate> own(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return views.ofSellers(ShopRight.GOODS.shops(caller), cursor, Page.limit(limit));
    }

    /** Holds when the county says so. @param shop may be left out by who has one only */
    @Post("/api/seller/freight-templates")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    @Status(HttpStatus.CREATED)
    FreightTemplate propose(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Wanted wanted) {
        return keeping.make(caller, ShopRight.GOODS.shop(caller, shop), key, wanted);
    }

    /** The same of a CSV file: all of its templates or none. */
    @Post("/api/seller/freight-templates/file")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.OK)
    Loaded proposeFile(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Body @Size(max = FILE_MAX) String csv) {
        return load(caller, ShopRight.GOODS.shop(caller, shop), csv);
    }

    /** Takes it out of force, or back before it is. */
    @Post("/api/seller/freight-templates/{templateId}/retirement")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    FreightTemplate retireOwn(
            @Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String templateId) {
        return keeping.retireOwn(caller, templateId);
    }

    /** The newest first. */
    @Get("/api/county/freight-templates")
    @Secured("COUNTY_OPERATOR")
    Page<FreightTemplate> all(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue FreightTemplate.State state,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        keeping.county(caller, "all");
        return views.ofCounty(state, cursor, Page.limit(limit));
    }

    /** The county's own, in force at once for all goods whose seller has none. */
    @Post("/api/county/freight-templates")
    @Secured("COUNTY_OPERATOR")
    @Status(HttpStatus.CREATED)
    FreightTemplate set(
            @Parameter(hidden = true) Caller caller,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Wanted wanted) {
        keeping.county(caller, "new");
        return keeping.make(caller, null, key, wanted);
    }

    /** The same of a CSV file, which holds one template. */
    @Post("/api/county/freight-templates/file")
    @Secured("COUNTY_OPERATOR")
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.OK)
    Loaded setFile(@Parameter(hidden = true) Caller caller, @Body @Size(max = FILE_MAX) String csv) {
        keeping.county(caller, "new");
        return load(caller, null, csv);
    }

    @Post("/api/county/freight-templates/{templateId}/approval")
    @Secured("COUNTY_OPERATOR")
    FreightTemplate approve(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String templateId) {
        return keeping.approve(caller, templateId);
    }

    @Post("/api/county/freight-templates/{templateId}/refusal")
    @Secured("COUNTY_OPERATOR")
    FreightTemplate decline(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String templateId) {
        return keeping.decline(caller, templateId);
    }

    @Post("/api/county/freight-templates/{templateId}/retirement")
    @Secured("COUNTY_OPERATOR")
    FreightTemplate retire(@Parameter(hidden = true) Caller caller, @PathVariable @Size(max = 13) String templateId) {
        return keeping.retire(caller, templateId);
    }

    private Loaded load(Caller caller, @Nullable String sellerCode, String csv) {
        TemplateFile.Read read = TemplateFile.of(csv);
        return read.faults().isEmpty()
                ? new Loaded(keeping.makeAll(caller, sellerCode, read.wanted()), List.of())
                : new Loaded(List.of(), read.faults());
    }
}
