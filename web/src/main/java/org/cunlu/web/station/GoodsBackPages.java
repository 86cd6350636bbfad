package org.cunlu.web.station;

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
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.StationLabels;
import org.cunlu.orders.ReturnCounter;
import org.cunlu.orders.ReturnCounter.Asked;
import org.cunlu.orders.ReturnCounter.Expected;
import org.cunlu.orders.ReturnCounter.Handed;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A buyer brings goods back: by his code it is seen what they should be; weighed, labelled, and on their way home. */
@Controller(GoodsBackPages.GOODS_BACK)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class GoodsBackPages {
    static final String GOODS_BACK = "/station/goods-back";
    private static final String VIEW = "station/goodsback";
    private static final String CODE = "\\d{10}";

    private final Desk desk;
    private final Posts posts;
    private final ReturnCounter counter;
    private final StationLabels labels;
    private final Ids ids;

    GoodsBackPages(Desk desk, Posts posts, ReturnCounter counter, StationLabels labels, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.counter = counter;
        this.labels = labels;
        this.ids = ids;
    }

    /** @param done barcode of what was taken in just now */
    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String done) {
        Map<String, Object> facts = facts(posts.of(caller, node), null, "");
        facts.put("done", done == null || !done.matches("[0-9A-Z]{4,20}") ? null : done);
        return desk.show(request, GOODS_BACK, VIEW, facts);
    }

    /** Shown at once and not led on to: the code stands in no address. */
    @Post
    HttpResponse<?> look(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    String code = code(form);
                    return desk.show(request, GOODS_BACK, VIEW, facts(post, look(caller, post, code), code));
                },
                refusal -> desk.again(request, GOODS_BACK, VIEW, facts(post, null, ""), form, refusal));
    }

    /** What was asked stays on the page when it is refused: the buyer stands at the counter still. */
    @Post("/taking")
    HttpResponse<?> take(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        return desk.attempt(
                () -> {
                    Long grams = DropOffPages.grams(form.typed("kilograms"));
                    if (grams == null || grams == 0) {
                        throw ProblemException.invalid(
                                "kilograms", "invalid", "请填写称出的公斤数 · Tell the kilograms as weighed");
                    }
                    var handed = new Handed(
                            post.code(), code(form), grams, form.typed("sealed").equals("yes"));
                    String barcode = spoken(() -> counter.take(caller, handed, form.typed("key")))
                            .barcode();
                    return desk.onward(request, GOODS_BACK + "?node=" + post.code() + "&done=" + barcode);
                },
                refusal -> {
                    Expected expected =
                            refusal.code().equals("invalid") || refusal.code().equals("input-opened")
                                    ? look(caller, post, code(form))
                                    : null;
                    String code = expected == null ? "" : code(form);
                    return desk.again(request, GOODS_BACK, VIEW, facts(post, expected, code), form, refusal);
                });
    }

    /** Of the parcel in which they go home, to be printed by the browser. */
    @Get("/{barcode}/label")
    HttpResponse<byte[]> label(Caller caller, @PathVariable String barcode, @Nullable @QueryValue String node) {
        Spot post = posts.of(caller, node);
        return DropOffPages.printed(labels.parcel(caller, post.code(), barcode));
    }

    private Expected look(Caller caller, Spot post, String code) {
        return spoken(() -> counter.look(caller, new Asked(post.code(), code)));
    }

    /** What may be refused as not found. */
    private interface Asking<T> {
        T answer();
    }

    /** A code that is not there is something to type again, and no page that is missing. */
    private static <T> T spoken(Asking<T> asking) {
        try {
            return asking.answer();
        } catch (ProblemException refusal) {
            if (refusal.code().equals("return-code-wrong")) {
                throw ProblemException.of(
                                409,
                                refusal.code(),
                                "退货码不对 · No such return code",
                                "请对方打开退货单再念一遍；收过一次的码不能再用 · Ask for it again: it stands with the return, and is good once")
                        .field(Fields.CODE);
            }
            throw refusal;
        }
    }

    private static String code(Fields form) {
        String code = form.typed(Fields.CODE).replaceAll("\\s", "");
        if (!code.matches(CODE)) {
            throw ProblemException.invalid(Fields.CODE, "code-malformed", "退货码是 10 位数字 · A return code has ten digits");
        }
        return code;
    }

    private Map<String, Object> facts(Spot post, @Nullable Expected expected, String code) {
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("expected", expected);
        facts.put("home", expected == null ? "" : posts.name(expected.toNode()));
        facts.put("code", code);
        facts.put("key", ids.next());
        return facts;
    }
}
