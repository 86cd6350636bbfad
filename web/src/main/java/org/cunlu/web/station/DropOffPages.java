package org.cunlu.web.station;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DropOffs;
import org.cunlu.logistics.DropOffs.DropOff;
import org.cunlu.logistics.DropOffs.Order;
import org.cunlu.logistics.ProofPhotos;
import org.cunlu.logistics.StationLabels;
import org.cunlu.logistics.Workplaces;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept.Scanned;
import org.cunlu.web.Photo;
import org.cunlu.web.desk.Files;

/** Goods are handed in: weighed, and taken as the parcel of an order or for the shelf; or it is said why not. */
@Controller(DropOffPages.DROP_OFF)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class DropOffPages {
    static final String DROP_OFF = "/station/drop-off";
    private static final String VIEW = "station/dropoff";
    private static final int GRAMS = 3;
    /** Field of the photo that came with a form that was refused: nobody takes it twice. */
    private static final String BEFORE = "before";

    private final Desk desk;
    private final Posts posts;
    private final DropOffs dropOffs;
    private final StationLabels labels;
    private final ProofPhotos photos;
    private final Validator validator;
    private final Ids ids;

    DropOffPages(
            Desk desk,
            Posts posts,
            DropOffs dropOffs,
            StationLabels labels,
            ProofPhotos photos,
            Validator validator,
            Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.dropOffs = dropOffs;
        this.labels = labels;
        this.photos = photos;
        this.validator = validator;
        this.ids = ids;
    }

    /** @param done number of what was taken in just now */
    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String done) {
        Spot post = posts.of(caller, node);
        DropOff taken = done == null || !done.matches("[0-9A-Z]{13}") ? null : dropOffs.find(caller, post.code(), done);
        return desk.show(request, DROP_OFF, VIEW, facts(post, taken));
    }

    /** Its label, or the one of its parcel, to be printed by the browser. */
    @Get("/{dropOffId}/label")
    HttpResponse<byte[]> label(
            Caller caller,
            @PathVariable String dropOffId,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue Boolean parcel) {
        Spot post = posts.of(caller, node);
        DropOff taken = dropOffs.find(caller, post.code(), dropOffId);
        byte[] pdf = Boolean.TRUE.equals(parcel) && taken.barcode() != null
                ? labels.parcel(caller, post.code(), taken.barcode())
                : labels.dropOff(caller, post.code(), taken.dropOffId());
        return printed(pdf);
    }

    /** A label for the browser to print, kept nowhere. */
    static HttpResponse<byte[]> printed(byte[] pdf) {
        return HttpResponse.ok(pdf)
                .contentType(MediaType.APPLICATION_PDF_TYPE)
                .header("Content-Disposition", "inline; filename=\"label.pdf\"")
                .header("Cache-Control", "no-store");
    }

    /** What was brought, as it looked. */
    @Get("/{dropOffId}/photo")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(Caller caller, @PathVariable String dropOffId, @Nullable @QueryValue String node) {
        Spot post = posts.of(caller, node);
        String photoId = dropOffs.find(caller, post.code(), dropOffId).photoId();
        if (photoId == null) {
            throw ProblemException.notFound();
        }
        return new Photo(photos.jpeg(caller, photoId, Workplaces.HANDS)).answer();
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> take(
            HttpRequest<?> request,
            Caller caller,
            @Nullable String node,
            @Nullable String key,
            @Nullable String kilograms,
            @Nullable String pieces,
            @Nullable String parcel,
            @Nullable String seller,
            @Nullable String sku,
            @Nullable String lot,
            @Nullable String grade,
            @Nullable String description,
            @Nullable String refused,
            @Nullable String before,
            @Nullable CompletedFileUpload photo) {
        var posted = new HashMap<String, String>();
        posted.put("key", key);
        posted.put("kilograms", kilograms);
        posted.put("pieces", pieces);
        posted.put("parcel", parcel);
        posted.put("seller", seller);
        posted.put("sku", sku);
        posted.put("lot", lot);
        posted.put("grade", grade);
        posted.put("description", description);
        posted.put("refused", refused);
        posted.put(BEFORE, before);
        Spot post = posts.of(caller, node == null || node.isEmpty() ? null : node);
        return desk.attempt(
                () -> {
                    byte[] taken = Files.content(photo);
                    if (taken != null) {
                        posted.put(BEFORE, photos.send(caller, post.code(), Workplaces.HANDS, taken));
                    }
                    DropOff done = dropOffs.take(
                            caller,
                            order(post, Fields.of(posted)),
                            Fields.of(posted).typed("key"));
                    String on = DROP_OFF + "?node=" + post.code() + "&done=" + done.dropOffId();
                    return desk.onward(request, on);
                },
                refusal -> desk.again(request, DROP_OFF, VIEW, facts(post, null), Fields.of(posted), refusal));
    }

    private Order order(Spot post, Fields form) {
        Scanned parcel = Scanned.of(form.typed("parcel"));
        var order = new Order(
                post.code(),
                upper(form, "seller"),
                null,
                upper(form, "sku"),
                form.optional("description"),
                upper(form, "lot"),
                null,
                null,
                whole(form.typed("pieces")),
                grams(form.typed("kilograms")),
                form.optional("grade"),
                parcel == null ? null : parcel.number(),
                form.optional("refused"),
                form.optional(BEFORE));
        validator.validate(order).stream().findFirst().ifPresent(wrong -> {
            String field = wrong.getPropertyPath().toString();
            throw ProblemException.invalid(
                    field, "invalid", "请检查填写的内容：" + field + " · Look at what was filled in: " + field);
        });
        return order;
    }

    private static @Nullable String upper(Fields form, String name) {
        String text = form.typed(name).strip().toUpperCase(Locale.ROOT);
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Long whole(String text) {
        return text.strip().matches("[0-9]{1,7}") ? Long.valueOf(text.strip()) : null;
    }

    /** @return null for what is no weight */
    static @Nullable Long grams(String kilograms) {
        return kilograms.strip().matches("[0-9]{1,6}(\\.[0-9]{1,3})?")
                ? Long.valueOf(
                        new BigDecimal(kilograms.strip()).movePointRight(GRAMS).longValueExact())
                : null;
    }

    private Map<String, Object> facts(Spot post, @Nullable DropOff taken) {
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("taken", taken);
        facts.put("key", ids.next());
        return facts;
    }
}
