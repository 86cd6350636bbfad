package org.cunlu.web.county;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.LotReach;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.RecallDesk;
import org.cunlu.orders.RecallReach;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Lots that are called back: what it would find is shown before one says so; then where it stands, and who bought of it. */
@Controller(RecallPages.RECALLS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class RecallPages {
    static final String RECALLS = CountyPages.COUNTY + "/recalls";
    private static final String LIST = "county/recalls";
    private static final String ONE = "county/recall";
    private static final String FOUND = "county/recallreach";
    private static final String LOT = "[A-Z0-9._-]{1,32}";
    private static final int PIECE = 30;
    private static final int REASON_MAX = 200;

    private final Desk desk;
    private final RecallDesk recalls;
    private final RecallReach reach;
    private final Network network;
    private final Skus skus;
    private final Ids ids;

    RecallPages(Desk desk, RecallDesk recalls, RecallReach reach, Network network, Skus skus, Ids ids) {
        this.desk = desk;
        this.recalls = recalls;
        this.reach = reach;
        this.network = network;
        this.skus = skus;
        this.ids = ids;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, listed(caller, cursor));
    }

    /** What a recall would find, shown at once: looking is an act, which the trail knows of. */
    @Post("/reach")
    HttpResponse<?> reach(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, listed(caller, null), form, () -> desk.show(request, found(caller, lot(form))));
    }

    /** Refused, what it would find is shown again. */
    @Post
    HttpResponse<?> call(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, found(caller, lot(form)), form, () -> {
            var order = new RecallDesk.Order(hub(caller), lot(form), reason(form));
            String id =
                    recalls.call(caller, order, form.optional("key")).recall().recallId();
            return desk.onward(request, RECALLS + "/" + id, "county.note.recalled");
        });
    }

    @Get("/{recallId}")
    HttpResponse<?> one(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String recallId,
            @Nullable @QueryValue @Size(max = 20) String cursor) {
        return desk.show(request, view(caller, recallId, cursor));
    }

    /** Masked; each page that somebody sees is on the trail. */
    @Get("/{recallId}/buyers")
    HttpResponse<?> buyers(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String recallId,
            @Nullable @QueryValue @Size(max = 20) String cursor) {
        var page = reach.buyers(caller, recallId, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("recall", recalls.recall(caller, recallId));
        facts.put("buyers", page.items());
        facts.put("cursor", page.next());
        return desk.show(request, path(recallId) + "/buyers", "county/recallbuyers", facts);
    }

    @Post("/{recallId}/lifting")
    HttpResponse<?> lift(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String recallId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(caller, recallId, null),
                form,
                "county.note.lifted",
                () -> recalls.lift(caller, recallId, new RecallDesk.Lifting(reason(form)), form.optional("key")));
    }

    private Desk.View listed(Caller caller, @Nullable String cursor) {
        return new Desk.View(RECALLS, LIST, () -> {
            var page = recalls.recalls(caller, hub(caller), cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("recalls", page.items());
            facts.put("cursor", page.next());
            facts.put(
                    "goods",
                    names(page.items().stream().map(RecallDesk.Recall::skuCode).toList()));
            return facts;
        });
    }

    private Desk.View found(Caller caller, String lot) {
        return new Desk.View(RECALLS, FOUND, () -> {
            RecallReach.Drill drill;
            try {
                drill = reach.drill(caller, hub(caller), lot);
            } catch (ProblemException unknown) {
                throw unknown.status() == 404
                        ? ProblemException.invalid("lot", "lot-unknown", "没有此批次 · No such lot")
                        : unknown;
            }
            var facts = new HashMap<String, Object>();
            facts.put("drill", drill);
            facts.put("goods", names(List.of(drill.skuCode())).get(drill.skuCode()));
            facts.put("nodes", places(drill.nodes().stream().map(LotReach.AtNode::node)));
            facts.put("key", ids.next());
            return facts;
        });
    }

    private Desk.View view(Caller caller, String recallId, @Nullable String cursor) {
        return new Desk.View(path(recallId), ONE, () -> {
            RecallDesk.Recall recall = recalls.recall(caller, recallId);
            var stock = recalls.stock(caller, recallId);
            var page = recalls.parcels(caller, recallId, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("recall", recall);
            facts.put("goods", names(List.of(recall.skuCode())).get(recall.skuCode()));
            facts.put("stock", stock);
            facts.put("parcels", page.items());
            facts.put("cursor", page.next());
            facts.put(
                    "nodes",
                    places(Stream.concat(
                            stock.stream().map(RecallDesk.Stands::node),
                            page.items().stream().flatMap(each -> Stream.of(each.holder(), each.toNode())))));
            facts.put("key", ids.next());
            return facts;
        });
    }

    /** @return the hub of the county that he operates */
    private String hub(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .filter(code -> network.node(code)
                        .filter(node -> node.tier() == Node.Tier.HUB)
                        .isPresent())
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private static String lot(Fields form) {
        String lot = form.typed("lot").strip().toUpperCase(Locale.ROOT);
        if (!lot.matches(LOT)) {
            throw ProblemException.invalid("lot", "lot-unknown", "请填写批次号 · Fill in the number of a lot");
        }
        return lot;
    }

    private static String reason(Fields form) {
        String reason = form.typed("reason").strip();
        if (reason.isEmpty() || reason.length() > REASON_MAX) {
            throw ProblemException.invalid("reason", "reason-missing", "请填写原因 · The reason is missing");
        }
        return reason;
    }

    private Map<String, String> names(List<String> codes) {
        var names = new HashMap<String, String>();
        codes.forEach(code -> names.put(code, code));
        skus.find(names.keySet()).forEach((code, sku) -> names.put(code, sku.name()));
        return names;
    }

    private Map<String, String> places(Stream<String> codes) {
        var names = new HashMap<String, String>();
        codes.forEach(code -> names.put(code, code));
        network.nodes(List.copyOf(names.keySet())).forEach((code, node) -> names.put(code, node.name()));
        return names;
    }

    private static String path(String recallId) {
        return RECALLS + "/" + recallId;
    }
}
