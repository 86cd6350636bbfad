package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Reviews;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Writing about what was received, and changing it while that may be. */
@Controller("/orders/{orderId}/review/{line}")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ReviewPages {
    private static final String VIEW = "shop/review";

    private final Desk desk;
    private final Reviews reviews;
    private final Snapshots snapshots;
    private final Basket basket;

    ReviewPages(Desk desk, Reviews reviews, Snapshots snapshots, Basket basket) {
        this.desk = desk;
        this.reviews = reviews;
        this.snapshots = snapshots;
        this.basket = basket;
    }

    @Get
    HttpResponse<?> form(
            HttpRequest<?> request, Caller caller, @PathVariable String orderId, @PathVariable String line) {
        return desk.show(request, path(orderId, line), VIEW, facts(request, caller, orderId, line));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> write(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String orderId,
            @PathVariable String line,
            @Nullable String key,
            @Nullable String stars,
            @Nullable String words,
            @Nullable String photos,
            @Nullable CompletedFileUpload photo1,
            @Nullable CompletedFileUpload photo2,
            @Nullable CompletedFileUpload photo3) {
        Reviews.Line about = about(caller, orderId, line);
        var posted = new HashMap<String, String>();
        posted.put("key", key);
        posted.put("stars", stars);
        posted.put("words", words);
        posted.put(Snapshots.KEPT, photos);
        return desk.attempt(
                () -> {
                    Fields form = snapshots.kept(caller.accountId(), posted, Arrays.asList(photo1, photo2, photo3));
                    keep(caller, orderId, about, form);
                    return desk.onward(request, OrderPages.PATH + "/" + orderId, "shop.note.reviewed");
                },
                refusal -> desk.again(
                        request,
                        path(orderId, line),
                        VIEW,
                        facts(request, caller, orderId, line),
                        Typed.known(posted),
                        refusal));
    }

    private void keep(Caller caller, String orderId, Reviews.Line about, Fields form) {
        int stars = Typed.whole(form, "stars");
        if (stars < 1 || stars > Reviews.STARS_MAX) {
            throw ProblemException.invalid("stars", "stars-missing", "请选几颗星 · Choose the stars");
        }
        String words = Typed.wordsNeeded(form, "words");
        Reviews.Inside before = about.review();
        if (before == null) {
            reviews.write(
                    caller.accountId(),
                    orderId,
                    about.lineNo(),
                    new Reviews.Words(stars, words, Snapshots.ids(form)),
                    form.optional("key"));
            return;
        }
        List<String> all = Stream.concat(before.review().photos().stream(), Snapshots.ids(form).stream())
                .distinct()
                .toList();
        if (all.size() > Reviews.PHOTOS_MAX) {
            throw ProblemException.invalid("photo1", "too-many-photos", "最多六张照片 · Six photos at most");
        }
        reviews.edit(
                caller.accountId(),
                before.review().reviewId(),
                new Reviews.Words(stars, words, all),
                form.optional("key"));
    }

    private Reviews.Line about(Caller caller, String orderId, String line) {
        return reviews.ofOrder(caller.accountId(), orderId).stream()
                .filter(each -> String.valueOf(each.lineNo()).equals(line))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String orderId, String line) {
        return Map.of(
                "line",
                about(caller, orderId, line),
                "orderId",
                orderId,
                "key",
                UUID.randomUUID().toString(),
                "count",
                basket.count(request));
    }

    private static String path(String orderId, String line) {
        return OrderPages.PATH + "/" + orderId + "/review/" + line;
    }
}
