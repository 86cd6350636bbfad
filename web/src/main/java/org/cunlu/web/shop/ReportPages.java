package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Reviews;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;
import org.cunlu.web.Words;

/** Asking the county to look at a review: why, and a few words if one likes. */
@Controller("/reviews/{reviewId}/report")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ReportPages {
    private static final String VIEW = "shop/report";
    private static final int ID_MAX = 13;
    private static final int MORE_MAX = 150;
    /** Keys of reasons, below {@code shop.report.why.}. */
    private static final List<String> REASONS = List.of("rude", "advert", "untrue", "private", "else");

    private final Desk desk;
    private final Reviews reviews;
    private final Basket basket;

    ReportPages(Desk desk, Reviews reviews, Basket basket) {
        this.desk = desk;
        this.reviews = reviews;
        this.basket = basket;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, @PathVariable String reviewId) {
        return desk.show(request, path(reviewId), VIEW, facts(request, shown(reviewId)));
    }

    @Post
    HttpResponse<?> report(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String reviewId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Typed.known(posted == null ? Map.of() : posted);
        Reviews.View review = shown(reviewId);
        return desk.attempt(
                () -> {
                    reviews.report(caller.accountId(), reviewId, why(form));
                    return desk.onward(
                            request, GoodsPages.PATH + review.productCode() + "/reviews", "shop.note.reported");
                },
                refusal -> desk.again(request, path(reviewId), VIEW, facts(request, review), form, refusal));
    }

    private Reviews.View shown(String reviewId) {
        if (reviewId.length() > ID_MAX) {
            throw ProblemException.notFound();
        }
        return reviews.shown(reviewId);
    }

    /** The county reads it in Chinese, in whatever language it was chosen. */
    private static String why(Fields form) {
        String chosen = form.typed("why");
        if (!REASONS.contains(chosen)) {
            throw ProblemException.invalid("why", "reason-missing", "请选择原因 · Choose why");
        }
        String more = Typed.words(form, "more");
        if (more == null && chosen.equals("else")) {
            throw ProblemException.invalid("more", "words-missing", "请写几句说明 · Say something about it");
        }
        if (more != null && more.length() > MORE_MAX) {
            throw ProblemException.invalid("more", "too-long", "填写的内容过长 · What was filled in is too long");
        }
        String reason = new Words(Language.ZH).text("shop.report.why." + chosen);
        return more == null ? reason : reason + "：" + more;
    }

    private Map<String, Object> facts(HttpRequest<?> request, Reviews.View review) {
        return Map.of("review", review, "reasons", REASONS, "count", basket.count(request));
    }

    private static String path(String reviewId) {
        return "/reviews/" + reviewId + "/report";
    }
}
