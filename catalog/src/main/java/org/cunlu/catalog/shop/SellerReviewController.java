package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.paging.Page;

/** The county's word on who sells. */
@Controller("/api/county")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class SellerReviewController {
    /** @param reason told to the seller */
    @Serdeable
    record Why(@NotBlank @Size(max = 500) String reason) {}

    private final Reviewing reviewing;
    private final ReviewingItems items;
    private final Suspending suspending;

    SellerReviewController(Reviewing reviewing, ReviewingItems items, Suspending suspending) {
        this.reviewing = reviewing;
        this.items = items;
        this.suspending = suspending;
    }

    /** Those that wait, the oldest first. */
    @Get("/seller-applications")
    Page<Application> applications(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(reviewing.waiting(caller, after(cursor), most + 1), most, Application::id);
    }

    @Get("/seller-applications/{id}")
    Applying.View application(Caller caller, @PathVariable @Size(max = 13) String id) {
        return reviewing.one(caller, id);
    }

    @Post("/seller-applications/{id}/approve")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(SellerDocket.APPROVE)
    Applying.View approve(Caller caller, @PathVariable @Size(max = 13) String id) {
        return reviewing.approve(caller, id);
    }

    @Post("/seller-applications/{id}/decline")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(SellerDocket.DECLINE)
    Applying.View decline(Caller caller, @PathVariable @Size(max = 13) String id, @Body @Valid Why why) {
        return reviewing.decline(caller, id, why.reason());
    }

    /** Papers that wait, the oldest first. */
    @Get("/seller-items")
    Page<SellerItem> items(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int most = Page.limit(limit);
        return Page.of(items.waiting(caller, after(cursor), most + 1), most, SellerItem::id);
    }

    /** To be kept, never to be shown in place. @param why asked for where the paper shows a person; the look is logged */
    @Get("/seller-items/{id}/paper")
    @Produces({"application/pdf", "image/jpeg"})
    HttpResponse<byte[]> paper(
            Caller caller, @PathVariable @Size(max = 13) String id, @Nullable @QueryValue @Size(max = 200) String why) {
        Paper paper = items.paper(caller, id, why);
        String ending = paper.mediaType().substring(paper.mediaType().indexOf('/') + 1);
        return HttpResponse.ok(paper.content())
                .contentType(paper.mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + id + "." + ending + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    @Post("/seller-items/{id}/approve")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(ReviewingItems.APPROVE)
    SellerItem approveItem(Caller caller, @PathVariable @Size(max = 13) String id) {
        return items.approve(caller, id);
    }

    @Post("/seller-items/{id}/decline")
    @Status(HttpStatus.OK)
    @FreshSecondFactor(ReviewingItems.DECLINE)
    SellerItem declineItem(Caller caller, @PathVariable @Size(max = 13) String id, @Body @Valid Why why) {
        return items.decline(caller, id, why.reason());
    }

    @Get("/sellers/{code}")
    SellerTable.Seller seller(Caller caller, @PathVariable @Size(max = 32) String code) {
        return suspending.find(caller, code);
    }

    /** Takes all that it offers off sale, at once. */
    @Post("/sellers/{code}/suspend")
    @Status(HttpStatus.OK)
    @FreshSecondFactor("catalog.seller-suspend")
    SellerTable.Seller suspend(Caller caller, @PathVariable @Size(max = 32) String code, @Body @Valid Why why) {
        return suspending.suspend(caller, code, why.reason());
    }

    @Post("/sellers/{code}/reinstate")
    @Status(HttpStatus.OK)
    @FreshSecondFactor("catalog.seller-reinstate")
    SellerTable.Seller reinstate(Caller caller, @PathVariable @Size(max = 32) String code, @Body @Valid Why why) {
        return suspending.reinstate(caller, code, why.reason());
    }

    private static String after(@Nullable String cursor) {
        return Ids.isId(cursor) ? cursor : "";
    }
}
