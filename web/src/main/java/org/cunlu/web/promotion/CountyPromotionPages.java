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
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Assortment;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CouponCodes;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.seller.Shown;

/** Promotions of the county: all are listed with what came of them; one's own run when another operator has approved them. */
@Controller(CountyPromotionPages.PROMOTIONS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CountyPromotionPages {
    static final String PROMOTIONS = "/county/promotions";
    private static final String NEW = PROMOTIONS + "/new";
    private static final int A_PAGE = 30;

    private final Desk desk;
    private final PromotionDesk promotions;
    private final CouponCodes codes;
    private final Promotings shown;
    private final Assortment assortment;

    CountyPromotionPages(
            Desk desk, PromotionDesk promotions, CouponCodes codes, Promotings shown, Assortment assortment) {
        this.desk = desk;
        this.promotions = promotions;
        this.codes = codes;
        this.shown = shown;
        this.assortment = assortment;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        var page = promotions.ofCounty(caller, cursor, A_PAGE);
        return desk.show(request, PROMOTIONS, "promotion/countylist", shown.listed(page));
    }

    @Get("/new")
    HttpResponse<?> form(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String kind) {
        return desk.show(request, draft(Promotings.kind(kind)));
    }

    @Post("/new")
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Kind kind = Promotings.kind(form.typed("kind"));
        return desk.act(request, draft(kind), form, () -> {
            Promotion made = promotions.makeForCounty(caller, PromotionForm.ofCounty(kind, form), form.optional("key"));
            return desk.onward(request, PROMOTIONS + "/" + made.id(), "promotion.note.drafted");
        });
    }

    @Get("/{promotionId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return desk.show(request, view(caller, promotionId, List.of()));
    }

    @Post("/{promotionId}/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return desk.act(
                request,
                view(caller, promotionId, List.of()),
                Fields.NONE,
                "promotion.note.ended",
                () -> promotions.end(caller, promotionId));
    }

    /** Shown at once and not led on to: codes are told this once. */
    @Post("/{promotionId}/codes")
    HttpResponse<?> codes(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String promotionId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, promotionId, List.of()), form, () -> {
            List<String> fresh = codes.make(caller, promotionId, Shown.whole("count", form.typed("count")));
            return desk.show(request, view(caller, promotionId, fresh));
        });
    }

    private Desk.View view(Caller caller, String id, List<String> fresh) {
        return new Desk.View(PROMOTIONS + "/" + id, "promotion/countyone", () -> shown.one(caller, id, fresh));
    }

    private Desk.View draft(Kind kind) {
        return new Desk.View(NEW, "promotion/countydraft", () -> {
            var categories = new LinkedHashMap<String, String>();
            assortment.categories().forEach(each -> categories.put(each.code(), each.name()));
            var brands = new LinkedHashMap<String, String>();
            assortment.brands().forEach(each -> brands.put(each.code(), each.name()));
            var facts = shown.drafted(kind.keepsApart() ? Kind.PERCENT : kind);
            facts.put("categories", categories);
            facts.put("brands", brands);
            return facts;
        });
    }
}
