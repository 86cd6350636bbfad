package org.cunlu.web.seller;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.Reviews;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What buyers say of the shop's goods, and one answer to each. */
@Controller(ReviewPages.REVIEWS)
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ReviewPages {
    static final String REVIEWS = SellerPages.SELLER + "/reviews";
    private static final String VIEW = "seller/reviews";
    private static final int A_PAGE = 20;

    private final Desk desk;
    private final Reviews reviews;

    ReviewPages(Desk desk, Reviews reviews) {
        this.desk = desk;
        this.reviews = reviews;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        return desk.show(request, REVIEWS, VIEW, facts(caller, cursor));
    }

    @Post("/{reviewId}/reply")
    HttpResponse<?> reply(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String reviewId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    reviews.reply(caller, reviewId, ReturnPages.needed(form, "words"), form.optional("key"));
                    return desk.onward(request, REVIEWS, Notes.REPLIED);
                },
                refusal -> desk.again(request, REVIEWS, VIEW, facts(caller, null), Fields.NONE, refusal));
    }

    private Map<String, Object> facts(Caller caller, @Nullable String cursor) {
        var page = reviews.ofShops(caller, cursor, A_PAGE);
        return Map.of("reviews", page.items(), "next", page.next() == null ? "" : page.next(), "key", Shown.freshKey());
    }
}
