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
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.NodeDesk;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.NodeProfile.Service;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Nodes: when they open and what they do, and the steps of their life; closing shows first what stands in its way. */
@Controller(NodePages.NODES)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class NodePages {
    static final String NODES = "/dispatch/nodes";
    private static final int PIECE = 50;
    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;

    private final Desk desk;
    private final NodeDesk nodes;
    private final Names names;
    private final Reach reach;

    NodePages(Desk desk, NodeDesk nodes, Names names, Reach reach) {
        this.desk = desk;
        this.nodes = nodes;
        this.names = names;
        this.reach = reach;
    }

    /** A step that was taken, as the page tells it. */
    public record Past(String to, String why, String at) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue @Size(max = 32) String under,
            @Nullable @QueryValue @Size(max = 32) String cursor) {
        var page = nodes.list(caller, under, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("nodes", page.items());
        facts.put("next", page.next());
        facts.put("areas", areas(caller, desk.words(request)));
        facts.put("under", under == null ? "" : under);
        return desk.show(request, NODES, "dispatch/nodes", facts);
    }

    @Get("/{code}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 32) String code) {
        return desk.show(request, view(caller, code));
    }

    @Post("/{code}")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 32) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(caller, code),
                form,
                "dispatch.done.node-changed",
                () -> nodes.change(caller, code, NodeForm.read(form)));
    }

    /** What closing it would take, and the form to close it. */
    @Get("/{code}/closing")
    HttpResponse<?> closing(HttpRequest<?> request, Caller caller, @Size(max = 32) String code) {
        return desk.show(request, outlook(caller, code));
    }

    /** A step that was refused is told where it was asked for. */
    @Post("/{code}/steps")
    HttpResponse<?> step(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 32) String code,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean closes = form.typed("to").equals(Node.Status.CLOSED.name());
        Desk.View page = closes ? outlook(caller, code) : view(caller, code);
        return desk.act(request, page, form, path(code), "dispatch.done.node-stepped", () -> {
            Node.Status to = Stream.of(Node.Status.values())
                    .filter(each -> each.name().equals(form.typed("to")))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("to", "step-missing", "请选择下一步 · Choose a step"));
            nodes.step(caller, form.optional("key"), code, to, PlanPages.version(form), why(form));
        });
    }

    private static String why(Fields form) {
        String why = form.typed("why").strip();
        if (why.length() < WHY_MIN || why.length() > WHY_MAX) {
            throw ProblemException.invalid(
                    "why", "reason-missing", "请填写原因，2 到 200 字 · The reason, 2 to 200 characters");
        }
        return why;
    }

    private Desk.View view(Caller caller, String code) {
        return new Desk.View(path(code), "dispatch/node", () -> {
            NodeDesk.Card card = nodes.card(caller, code);
            NodeProfile profile = card.node().profile();
            var facts = new HashMap<String, Object>();
            facts.put("card", card);
            facts.put("key", UUID.randomUUID().toString());
            facts.put(
                    "parent",
                    card.node().parentCode() == null ? "" : names.of(card.node().parentCode()));
            facts.put("days", Marks.of("day", DayOfWeek.values(), card.opening().days()));
            facts.put(
                    "holds",
                    Marks.of("holds", StorageClass.values(), card.node().holds()));
            facts.put("services", Marks.of("service", Service.values(), profile.services()));
            facts.put("flags", flags(profile));
            facts.put(
                    "life",
                    card.life().reversed().stream()
                            .map(step -> new Past(step.to().name(), step.why(), Shown.moment(step.at())))
                            .toList());
            return facts;
        });
    }

    static Map<String, Boolean> flags(NodeProfile profile) {
        var flags = new LinkedHashMap<String, Boolean>();
        flags.put("flag.enabled", profile.enabled());
        flags.put("flag.users", profile.openToUsers());
        flags.put("flag.vehicle", profile.reachableByVehicle());
        flags.put("flag.tours", profile.dispatchable());
        return flags;
    }

    private Desk.View outlook(Caller caller, String code) {
        return new Desk.View(path(code) + "/closing", "dispatch/nodeclosing", () -> {
            NodeDesk.Outlook outlook = nodes.outlook(caller, code);
            var facts = new HashMap<String, Object>();
            facts.put("card", nodes.card(caller, code));
            facts.put("outlook", outlook);
            facts.put("below", below(outlook));
            facts.put("key", UUID.randomUUID().toString());
            facts.put(
                    "supplied",
                    named(outlook.supplies().stream()
                            .map(line -> line.supplied().equals(code) ? line.supplier() : line.supplied())));
            facts.put("villages", named(outlook.villages().stream()));
            return facts;
        });
    }

    private List<String> below(NodeDesk.Outlook outlook) {
        return named(outlook.hindrances().stream()
                .filter(found -> found.what() == NodeContents.What.NODE_BELOW)
                .flatMap(found -> found.some().stream()));
    }

    private List<String> named(Stream<String> codes) {
        return codes.distinct().map(names::of).toList();
    }

    /** @return names of what has nodes below it, by code, with a way to all */
    private Map<String, String> areas(Caller caller, Words words) {
        var areas = new LinkedHashMap<String, String>();
        areas.put("", words.text("dispatch.nodes.all"));
        reach.nodes(caller).forEach((code, name) -> {
            Node.Tier tier = reach.node(code).tier();
            if (tier == Node.Tier.HUB || tier == Node.Tier.TOWNSHIP) {
                areas.put(code, name);
            }
        });
        return areas;
    }

    static String path(String code) {
        return NODES + "/" + code;
    }
}
