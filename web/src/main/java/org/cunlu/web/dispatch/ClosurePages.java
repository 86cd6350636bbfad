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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures.Closed;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Closing a node, a road or a line: first what it would do, then the deed; and opening it again. */
@Controller(ClosurePages.CLOSURES)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class ClosurePages {
    static final String CLOSURES = "/dispatch/closures";
    private static final String VIEW = "dispatch/closures";
    private static final int SHOWN = 30;

    private final Desk desk;
    private final ClosingWays ways;
    private final Names names;
    private final Reach reach;

    ClosurePages(Desk desk, ClosingWays ways, Names names, Reach reach) {
        this.desk = desk;
        this.ways = ways;
        this.names = names;
        this.reach = reach;
    }

    /** @param what in words @param until null as long as it is not lifted @param standing whether it is still closed */
    public record Row(
            String id,
            String what,
            String why,
            String from,
            @Nullable String until,
            boolean standing) {}

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String all,
            @Nullable @QueryValue String cursor) {
        return desk.show(
                request,
                CLOSURES,
                VIEW,
                listed(
                        caller,
                        "yes".equals(all),
                        cursor,
                        kind(request.getParameters().get("kind")),
                        desk.words(request)));
    }

    /** With {@code step=do} it is closed; else it is only told what that would do. */
    @Post
    HttpResponse<?> close(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Words words = desk.words(request);
        Closure.Kind kind = kind(form.typed("kind"));
        return desk.attempt(
                () -> {
                    ClosingWays.Wish wish = wish(form, kind);
                    if (form.typed("step").equals("do")) {
                        String id = ways.close(caller, form.optional("key"), wish)
                                .closed()
                                .closure()
                                .id();
                        return desk.onward(request, CLOSURES + "/" + id, "dispatch.done.closed");
                    }
                    var facts = new HashMap<String, Object>();
                    facts.put("foreseen", ways.foresee(caller, wish));
                    facts.put("what", what(kind, wish.node(), wish.other(), wish.line(), words));
                    facts.put("form", form);
                    facts.put("kind", kind.name());
                    facts.put("key", UUID.randomUUID().toString());
                    return desk.show(request, CLOSURES, "dispatch/closing", facts);
                },
                refusal ->
                        desk.again(request, CLOSURES, VIEW, listed(caller, false, null, kind, words), form, refusal));
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String id) {
        ClosingWays.Account account = ways.read(caller, id);
        var facts = new HashMap<String, Object>();
        facts.put("row", row(account.closed(), desk.words(request)));
        facts.put("account", account);
        return desk.show(request, CLOSURES + "/" + id, "dispatch/closure", facts);
    }

    @Post("/{id}/lift")
    HttpResponse<?> lift(HttpRequest<?> request, Caller caller, String id) {
        ways.lift(caller, id);
        return desk.onward(request, CLOSURES + "/" + id, "dispatch.done.lifted");
    }

    private static ClosingWays.Wish wish(Fields form, Closure.Kind kind) {
        return new ClosingWays.Wish(
                kind,
                form.optional("node"),
                form.optional("other"),
                form.optional("line"),
                Shown.time(form, "from"),
                Shown.time(form, "until"),
                form.typed("why").strip());
    }

    private Map<String, Object> listed(
            Caller caller, boolean all, @Nullable String cursor, Closure.Kind kind, Words words) {
        Page<Closed> page = ways.list(caller, !all, cursor, SHOWN);
        List<Row> rows = page.items().stream().map(closed -> row(closed, words)).toList();
        var facts = new HashMap<String, Object>();
        facts.put("rows", rows);
        facts.put("all", all);
        facts.put("kind", kind.name());
        facts.put("nodes", reach.nodes(caller));
        facts.put("lines", reach.lines(caller));
        if (page.next() != null) {
            facts.put("next", page.next());
        }
        return facts;
    }

    private Row row(Closed closed, Words words) {
        Closure closure = closed.closure();
        return new Row(
                closure.id(),
                what(closure.kind(), closure.node(), closure.other(), closure.line(), words),
                closed.why(),
                Shown.moment(closure.from()),
                closed.liftedAt() != null
                        ? Shown.moment(closed.liftedAt())
                        : closure.until() == null ? null : Shown.moment(closure.until()),
                closed.liftedAt() == null && (closure.until() == null || reach.ahead(closure.until())));
    }

    private String what(
            Closure.Kind kind, @Nullable String node, @Nullable String other, @Nullable String line, Words words) {
        return switch (kind) {
            case NODE -> words.text("dispatch.closure.is-node", names.of(node));
            case ROAD -> words.text("dispatch.closure.is-road", names.of(node), names.of(other));
            case LINE -> words.text("dispatch.closure.is-line", String.valueOf(line));
        };
    }

    private static Closure.Kind kind(@Nullable String asked) {
        return Stream.of(Closure.Kind.values())
                .filter(kind -> kind.name().equals(asked))
                .findFirst()
                .orElse(Closure.Kind.ROAD);
    }
}
