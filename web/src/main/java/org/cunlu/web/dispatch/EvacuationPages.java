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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.EvacuationDesk;
import org.cunlu.logistics.Node;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Nodes at rest: what is still to be taken away from each, how far that is, and shipping what stands there in one act. */
@Controller(EvacuationPages.EVACUATIONS)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class EvacuationPages {
    static final String EVACUATIONS = "/dispatch/evacuations";
    private static final String ONE = "dispatch/evacuation";

    private final Desk desk;
    private final EvacuationDesk evacuations;
    private final Names names;
    private final Reach reach;
    private final Skus skus;

    EvacuationPages(Desk desk, EvacuationDesk evacuations, Names names, Reach reach, Skus skus) {
        this.desk = desk;
        this.evacuations = evacuations;
        this.names = names;
        this.reach = reach;
        this.skus = skus;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller) {
        List<EvacuationDesk.Evacuation> all = evacuations.all(caller);
        return desk.show(
                request,
                EVACUATIONS,
                "dispatch/evacuations",
                Map.of(
                        "all",
                        all,
                        "names",
                        named(all.stream().map(EvacuationDesk.Evacuation::node).toList())));
    }

    @Get("/{node}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 32) String node) {
        return desk.show(request, view(caller, node));
    }

    /** How far it is, asked for again and again while somebody looks on. */
    @Get("/{node}/progress")
    HttpResponse<?> progress(HttpRequest<?> request, Caller caller, @Size(max = 32) String node) {
        return desk.piece(
                request,
                path(node),
                "dispatch/evacuationstate",
                view(caller, node).facts().get());
    }

    @Post("/{node}/stock")
    HttpResponse<?> ship(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 32) String node,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, node), form, () -> {
            String to = form.typed("to").strip();
            if (to.isEmpty()) {
                throw ProblemException.invalid("to", "node-unknown", "请选择收货网点 · Choose the node that takes it");
            }
            var cleared = evacuations.ship(caller, node, new EvacuationDesk.ClearingOrder(to), form.optional("key"));
            return desk.onward(
                    request,
                    path(node),
                    cleared.left() == 0 ? "dispatch.note.cleared" : "dispatch.note.cleared-in-part");
        });
    }

    private Desk.View view(Caller caller, String node) {
        return new Desk.View(path(node), ONE, () -> {
            EvacuationDesk.Sheet sheet = evacuations.sheet(caller, node);
            var goods = new HashMap<String, String>();
            sheet.stock()
                    .forEach(
                            each -> goods.put(each.part().skuCode(), each.part().skuCode()));
            skus.find(goods.keySet()).forEach((code, sku) -> goods.put(code, sku.name()));
            var facts = new HashMap<String, Object>();
            facts.put("evacuation", sheet);
            facts.put("name", names.of(node));
            facts.put("goods", goods);
            facts.put(
                    "names",
                    named(sheet.parcels().stream()
                            .map(EvacuationDesk.ToTake::destination)
                            .toList()));
            facts.put("targets", targets(caller, node));
            facts.put("key", UUID.randomUUID().toString());
            return facts;
        });
    }

    /** @return names of open nodes that may take it, the one above first */
    private Map<String, String> targets(Caller caller, String node) {
        var targets = new LinkedHashMap<String, String>();
        String above = reach.node(node).parentCode();
        if (above != null) {
            targets.put(above, names.of(above));
        }
        reach.nodes(caller).forEach((code, name) -> {
            if (!code.equals(node) && reach.node(code).status() == Node.Status.OPEN) {
                targets.putIfAbsent(code, name);
            }
        });
        return targets;
    }

    private Map<String, String> named(Collection<String> codes) {
        var named = new HashMap<String, String>();
        codes.forEach(code -> named.put(code, names.of(code)));
        return named;
    }

    private static String path(String node) {
        return EVACUATIONS + "/" + node;
    }
}
