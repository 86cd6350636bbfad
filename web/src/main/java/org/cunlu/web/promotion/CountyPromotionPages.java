package org.cunlu.web.promotion;

import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.catalog.Assortment;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;
import org.cunlu.web.Fields;

/** Promotions of the county: all are listed with what came of them; one's own run when another operator has approved them. */
@Controller(CountyPromotionPages.PROMOTIONS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CountyPromotionPages {
    static final String PROMOTIONS = "/county/promotions";
    private static final int A_PAGE = 30;

    private final PromotionDesk promotions;
    private final Promotings pages;
    private final Assortment assortment;

    CountyPromotionPages(PromotionDesk promotions, Promotings pages, Assortment assortment) {
        this.promotions = promotions;
        this.pages = pages;
        this.assortment = assortment;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return pages.list(request, Side.COUNTY, promotions.ofCounty(caller, cursor, A_PAGE));
    }

    @Get("/new")
    HttpResponse<?> form(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String kind) {
        return pages.form(request, Side.COUNTY, () -> choices(Promotings.kind(kind)));
    }

    @Post("/new")
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Kind kind = Promotings.kind(form.typed("kind"));
        return pages.make(
                request,
                Side.COUNTY,
                form,
                () -> choices(kind),
                () -> promotions.makeForCounty(caller, PromotionForm.ofCounty(kind, form), form.optional("key")));
    }

    @Get("/{promotionId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return pages.one(request, Side.COUNTY, caller, promotionId);
    }

    @Post("/{promotionId}/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return pages.end(request, Side.COUNTY, caller, promotionId);
    }

    @Post("/{promotionId}/codes")
    HttpResponse<?> codes(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String promotionId,
            @Nullable @Body Map<String, String> posted) {
        return pages.codes(request, Side.COUNTY, caller, promotionId, Fields.of(posted));
    }

    private Map<String, Object> choices(Kind kind) {
        var categories = new LinkedHashMap<String, String>();
        assortment.categories().forEach(each -> categories.put(each.code(), each.name()));
        var facts = pages.drafted(kind.keepsApart() ? Kind.PERCENT : kind);
        facts.put("categories", categories);
        facts.put("brands", pages.brands());
        facts.put("payers", pages.brands());
        return facts;
    }
}
