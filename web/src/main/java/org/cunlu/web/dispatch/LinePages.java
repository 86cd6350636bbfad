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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.TimetableDesk;
import org.cunlu.logistics.TimetableDesk.Change;
import org.cunlu.logistics.TimetableDesk.Done;
import org.cunlu.logistics.TimetableDesk.Foreseen;
import org.cunlu.logistics.TimetableDesk.Fresh;
import org.cunlu.logistics.TimetableDesk.Kept;
import org.cunlu.logistics.TimetableDesk.When;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** When lines go and what they take: looked at, changed or ended from a day on once its effect is seen, and added. */
@Controller(LinePages.LINES)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class LinePages {
    static final String LINES = "/dispatch/lines";
    private static final String EDITOR = "dispatch/line";
    private static final String NEW = LINES + "/new";
    private static final int SHOWN = 50;
    private static final int WORDS_MAX = 60;

    private final Desk desk;
    private final TimetableDesk timetables;
    private final LineShown shown;
    private final Reach reach;

    LinePages(Desk desk, TimetableDesk timetables, LineShown shown, Reach reach) {
        this.desk = desk;
        this.timetables = timetables;
        this.shown = shown;
        this.reach = reach;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String show,
            @Nullable @QueryValue String cursor) {
        String words = q == null ? "" : q.substring(0, Math.min(q.length(), WORDS_MAX));
        When when = "ended".equals(show) ? When.ENDED : When.GOING;
        Page<Kept> page = timetables.lines(caller, words, when, cursor, SHOWN);
        var facts = new HashMap<String, Object>();
        Words said = desk.words(request);
        facts.put(
                "rows", page.items().stream().map(kept -> shown.row(kept, said)).toList());
        facts.put("q", words);
        facts.put("ended", when == When.ENDED);
        if (page.next() != null) {
            facts.put("next", page.next());
        }
        return desk.show(request, LINES, "dispatch/lines", facts);
    }

    /** @param like code of the line that it is to be like */
    @Get("/new")
    HttpResponse<?> fresh(HttpRequest<?> request, Caller caller, @QueryValue(defaultValue = "") String like) {
        return desk.show(request, NEW, EDITOR, editor(caller, like, true, desk.words(request)));
    }

    @Post
    HttpResponse<?> add(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String like = form.typed("like");
        return desk.attempt(
                () -> {
                    Done done = timetables.add(
                            caller,
                            form.optional("key"),
                            new Fresh(
                                    form.typed("newcode").strip(),
                                    form.typed("name").strip(),
                                    form.optional("route"),
                                    like,
                                    from(form),
                                    LineForm.terms(form),
                                    form.typed("why").strip()));
                    return desk.onward(request, LINES + "/" + done.code(), "dispatch.done.line-added");
                },
                refusal -> desk.again(
                        request, NEW, EDITOR, editor(caller, like, true, desk.words(request)), form, refusal));
    }

    @Get("/{line}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String line) {
        return desk.show(request, LINES + "/" + line, EDITOR, editor(caller, line, false, desk.words(request)));
    }

    /** With {@code step=do} it is changed; else it is only told what that would do. {@code act=end} ends it. */
    @Post("/{line}")
    HttpResponse<?> change(
            HttpRequest<?> request, Caller caller, String line, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    Change change = change(form, line);
                    if (form.typed("step").equals("do")) {
                        Done done = timetables.change(caller, form.optional("key"), change);
                        return done.code() == null
                                ? desk.onward(request, LINES, "dispatch.done.line-ended")
                                : desk.onward(request, LINES + "/" + done.code(), "dispatch.done.line-changed");
                    }
                    return desk.show(request, LINES + "/" + line, "dispatch/changing", changing(caller, change, form));
                },
                refusal -> desk.again(
                        request,
                        LINES + "/" + line,
                        EDITOR,
                        editor(caller, line, false, desk.words(request)),
                        form,
                        refusal));
    }

    private static Change change(Fields form, String line) {
        Long agreed = Shown.number(form, "agreed");
        return new Change(
                line,
                form.typed("version"),
                from(form),
                form.typed("act").equals("end") ? null : LineForm.terms(form),
                agreed == null ? 0 : agreed,
                form.typed("why").strip());
    }

    private static LocalDate from(Fields form) {
        LocalDate from = LineForm.date(form, "from");
        if (from == null) {
            throw ProblemException.invalid("from", "time-invalid", "请填写生效日 · Say from which day on");
        }
        return from;
    }

    private Map<String, Object> changing(Caller caller, Change change, Fields form) {
        Foreseen foreseen = timetables.foresee(caller, change);
        Line line = timetables.line(caller, change.line()).line();
        var facts = new HashMap<String, Object>();
        facts.put("foreseen", foreseen);
        facts.put(
                "departures",
                foreseen.departures().stream().map(shown::affected).toList());
        facts.put("line", line.code() + " " + line.name());
        facts.put("from", change.from().toString());
        facts.put("stops", change.terms() == null ? java.util.List.of() : shown.compared(line, change.terms()));
        facts.put("ends", change.terms() == null);
        facts.put("again", LineForm.again(form));
        facts.put("key", UUID.randomUUID().toString());
        return facts;
    }

    private Map<String, Object> editor(Caller caller, String code, boolean fresh, Words words) {
        Kept kept = timetables.line(caller, code);
        var facts = new HashMap<String, Object>();
        facts.put("row", shown.row(kept, words));
        facts.put("version", kept.version());
        facts.put("fresh", fresh);
        facts.put("terms", shown.terms(kept.line()));
        facts.put("tomorrow", reach.today().plusDays(1).toString());
        facts.put("nodes", reach.nodes(caller));
        facts.put("key", UUID.randomUUID().toString());
        return facts;
    }
}
