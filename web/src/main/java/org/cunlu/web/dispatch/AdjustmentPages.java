package org.cunlu.web.dispatch;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.AdjustmentDesk;
import org.cunlu.logistics.AdjustmentDesk.Adjustment;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Stock that a node wrote up, down or off beyond what one signature may: somebody else signs, or rejects it. */
@Controller(AdjustmentPages.ADJUSTMENTS)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class AdjustmentPages {
    static final String ADJUSTMENTS = "/dispatch/adjustments";
    private static final int PIECE = 30;

    private final Desk desk;
    private final AdjustmentDesk adjustments;
    private final Skus skus;
    private final Names names;
    private final Reach reach;

    AdjustmentPages(Desk desk, AdjustmentDesk adjustments, Skus skus, Names names, Reach reach) {
        this.desk = desk;
        this.adjustments = adjustments;
        this.skus = skus;
        this.names = names;
        this.reach = reach;
    }

    /** @param pieces up and down together @param own whether who looks at it proposed it, and so may not sign */
    public record Row(Adjustment adjustment, String node, String at, long pieces, boolean own) {}

    /** @param node whose history is looked at; without one it is what waits at all of them */
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        boolean waiting = node == null || node.isEmpty();
        var page = waiting
                ? adjustments.waiting(caller, cursor, PIECE)
                : adjustments.of(caller, node, null, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("rows", page.items().stream().map(each -> row(caller, each)).toList());
        facts.put("next", page.next());
        facts.put("node", waiting ? "" : node);
        facts.put("nodes", nodes(caller, desk.words(request)));
        return desk.show(request, ADJUSTMENTS, "dispatch/adjustments", facts);
    }

    @Get("/{adjustmentId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String adjustmentId) {
        return desk.show(request, view(caller, adjustmentId));
    }

    @Post("/{adjustmentId}/decision")
    HttpResponse<?> decide(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String adjustmentId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, adjustmentId), form, "dispatch.done.decided", () -> {
            boolean approve = form.typed("answer").equals("approve");
            if (!approve && !form.typed("answer").equals("reject")) {
                throw ProblemException.invalid("answer", "answer-missing", "请选择批准或驳回 · Approve or reject it");
            }
            adjustments.decide(caller, adjustmentId, approve, form.optional("key"));
        });
    }

    private Desk.View view(Caller caller, String id) {
        return new Desk.View(ADJUSTMENTS + "/" + id, "dispatch/adjustment", () -> {
            Adjustment adjustment = adjustments.one(caller, id);
            var goods = new HashMap<String, String>();
            List<String> codes = adjustment.lines().stream()
                    .map(AdjustmentDesk.Line::skuCode)
                    .distinct()
                    .toList();
            codes.forEach(code -> goods.put(code, code));
            skus.find(codes).forEach((code, sku) -> goods.put(code, sku.name()));
            return Map.of(
                    "row",
                    row(caller, adjustment),
                    "goods",
                    goods,
                    "key",
                    UUID.randomUUID().toString());
        });
    }

    private Row row(Caller caller, Adjustment adjustment) {
        return new Row(
                adjustment,
                names.of(adjustment.nodeCode()),
                Shown.moment(adjustment.proposedAt()),
                adjustment.lines().stream()
                        .mapToLong(line -> Math.abs(line.pieces()))
                        .sum(),
                adjustment.proposedBy().equals(caller.accountId()));
    }

    private Map<String, String> nodes(Caller caller, Words words) {
        var nodes = new LinkedHashMap<String, String>();
        nodes.put("", words.text("dispatch.adjustments.waiting"));
        nodes.putAll(reach.nodes(caller));
        return nodes;
    }
}
