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
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.station.Inspecting.Finding;

/** What came back is opened, and of each piece it is told what it is good for; counts go into the stock at once. */
@Controller(InspectionPages.INSPECTIONS)
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class InspectionPages {
    static final String INSPECTIONS = "/station/inspections";
    private static final String LIST = "station/inspections";
    private static final String ONE = "station/inspection";
    private static final int LINES = 30;
    /** More kinds of goods than any parcel holds. */
    private static final int PARTS_MAX = 80;

    private static final String PART = "[A-Z0-9._-]{1,32}\\|[A-Z0-9._-]{0,32}\\|((SELLER|RESERVE):[A-Z0-9._-]{1,32})?";

    private final Desk desk;
    private final Posts posts;
    private final Inspecting inspecting;
    private final Ids ids;

    InspectionPages(Desk desk, Posts posts, Inspecting inspecting, Ids ids) {
        this.desk = desk;
        this.posts = posts;
        this.inspecting = inspecting;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String node,
            @Nullable @QueryValue String what,
            @Nullable @QueryValue @Size(max = 20) String cursor) {
        Spot post = posts.of(caller, node);
        Returned kind = Returned.of(what);
        if (kind == null) {
            // Whichever has something in it.
            boolean none = inspecting
                    .waiting(caller, post.code(), Returned.SENT, null, 1)
                    .items()
                    .isEmpty();
            kind = none ? Returned.UNDELIVERED : Returned.SENT;
        }
        var page = inspecting.waiting(caller, post.code(), kind, cursor, LINES);
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("what", kind);
        facts.put("parcels", page.items());
        facts.put("next", page.next());
        return desk.show(request, INSPECTIONS, LIST, facts);
    }

    @Get("/{what}/{barcode}")
    HttpResponse<?> one(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String what,
            @PathVariable @Size(max = 20) String barcode,
            @Nullable @QueryValue String node) {
        Spot post = posts.of(caller, node);
        Returned kind = kind(what);
        return desk.show(request, path(kind, barcode), ONE, facts(caller, post, kind, barcode));
    }

    @Post("/{what}/{barcode}")
    HttpResponse<?> inspect(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String what,
            @PathVariable @Size(max = 20) String barcode,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Spot post = posts.of(caller, form.optional("node"));
        Returned kind = kind(what);
        String list = INSPECTIONS + "?node=" + post.code() + "&what=" + kind;
        return desk.attempt(
                () -> {
                    inspecting.inspect(caller, post.code(), kind, barcode, found(kind, form), form.typed("key"));
                    return desk.onward(request, list, "station.note.inspected");
                },
                refusal -> refusal.code().equals("already-inspected")
                        ? desk.onward(request, list, "station.note.inspected-before")
                        : desk.again(
                                request, path(kind, barcode), ONE, facts(caller, post, kind, barcode), form, refusal));
    }

    /** Rows of the form: which goods, and for each finding how many. */
    private static List<Finding> found(Returned kind, Fields form) {
        var found = new ArrayList<Finding>();
        for (int row = 0; row < PARTS_MAX && form.optional("part-" + row) != null; row++) {
            String text = form.typed("part-" + row);
            if (!text.matches(PART)) {
                throw malformed("part-" + row);
            }
            String[] part = text.split("\\|", -1);
            for (String finding : kind.findings()) {
                long pieces = pieces(form, finding + "-" + row);
                if (pieces > 0) {
                    found.add(new Finding(part[0], blankToNull(part[1]), blankToNull(part[2]), finding, pieces));
                }
            }
        }
        if (found.isEmpty()) {
            throw ProblemException.of(
                    400,
                    "nothing-told",
                    "还没有填件数 · No pieces were told",
                    "逐批填写，缺的填在“缺失”里 · Tell each lot; what is not there goes to missing");
        }
        return found;
    }

    private static long pieces(Fields form, String name) {
        String text = form.typed(name).strip();
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw malformed(name);
        }
        return Long.parseLong(text);
    }

    private static ProblemException malformed(String name) {
        return ProblemException.invalid(name, "malformed", "请填写整数件数 · Fill in whole pieces");
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Returned kind(String what) {
        Returned kind = Returned.of(what);
        if (kind == null) {
            throw ProblemException.notFound();
        }
        return kind;
    }

    private static String path(Returned kind, String barcode) {
        return INSPECTIONS + "/" + kind + "/" + barcode;
    }

    private Map<String, Object> facts(Caller caller, Spot post, Returned kind, String barcode) {
        var facts = new HashMap<String, Object>();
        facts.put("post", post);
        facts.put("what", kind);
        facts.put("parcel", inspecting.one(caller, post.code(), kind, barcode));
        facts.put("key", ids.next());
        return facts;
    }
}
