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
import java.util.Map;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.docket.Docket.Answer;
import org.cunlu.kernel.docket.Docket.Factor;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.HandedIn;

/** The operator's queues: what waits, each matter, and his word on it. */
@Controller(QueuePages.QUEUES)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class QueuePages {
    static final String QUEUES = CountyPages.COUNTY + "/queues";
    private static final int DIGITS_MAX = 10;

    private final Desk desk;
    private final Queues queues;
    private final SecondFactor secondFactor;
    private final Ids ids;

    QueuePages(Desk desk, Queues queues, SecondFactor secondFactor, Ids ids) {
        this.desk = desk;
        this.queues = queues;
        this.secondFactor = secondFactor;
        this.ids = ids;
    }

    @Get("/{kind}")
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, String kind, @Nullable @QueryValue String cursor) {
        var page = queues.of(kind).waiting(caller, cursor, 30);
        var facts = new HashMap<String, Object>();
        facts.put("kind", kind);
        facts.put("matters", page.items());
        facts.put("cursor", page.next());
        facts.put("queues", queues.counted(caller));
        return desk.show(request, QUEUES + "/" + kind, "county/queue", facts);
    }

    @Get("/{kind}/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String kind, String id) {
        return desk.show(request, path(kind, id), "county/matter", facts(caller, kind, id));
    }

    /** What shows a person, once he says why; the look is logged. */
    @Post("/{kind}/{id}/look")
    HttpResponse<?> look(
            HttpRequest<?> request, Caller caller, String kind, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var opened = queues.of(kind).open(caller, id, form.optional("why"));
                    var facts = new HashMap<>(facts(caller, kind, id));
                    facts.put("opened", opened);
                    return desk.show(request, path(kind, id), "county/matter", facts);
                },
                refusal ->
                        desk.again(request, path(kind, id), "county/matter", facts(caller, kind, id), form, refusal));
    }

    @Get("/{kind}/{id}/scan")
    @Produces({"application/pdf", "image/jpeg", "image/png"})
    HttpResponse<byte[]> scan(
            Caller caller, String kind, String id, @Nullable @QueryValue @Size(max = 200) String why) {
        return new HandedIn(id, queues.of(kind).scan(caller, id, why)).answer();
    }

    @Post("/{kind}/{id}")
    HttpResponse<?> answer(
            HttpRequest<?> request, Caller caller, String kind, String id, @Nullable @Body Map<String, String> posted) {
        Docket docket = queues.of(kind);
        Docket.Paper paper = docket.paper(caller, id);
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    sign(request, caller, paper, form);
                    docket.answer(caller, id, word(form));
                    return desk.onward(request, QUEUES + "/" + kind, "county.note.answered");
                },
                refusal ->
                        desk.again(request, path(kind, id), "county/matter", facts(caller, kind, id), form, refusal));
    }

    private void sign(HttpRequest<?> request, Caller caller, Docket.Paper paper, Fields form) {
        Answer answer = paper.answers().stream()
                .filter(each -> each.code().equals(form.typed("answer")))
                .findFirst()
                .orElseThrow(QueuePages::moved);
        if (answer.factor() == Factor.ALWAYS) {
            secondFactor.use(
                    caller.accountId(),
                    form.optional(Fields.FACTOR),
                    String.valueOf(answer.act()),
                    form.fingerprint(request.getPath()));
        }
    }

    private static Docket.Word word(Fields form) {
        String fen = form.typed("fen").strip();
        if (fen.length() > DIGITS_MAX || !fen.chars().allMatch(Character::isDigit)) {
            throw ProblemException.invalid("fen", "malformed", "请填写整数（分） · A whole number of fen");
        }
        return new Docket.Word(
                form.typed("answer"),
                form.optional("reason"),
                fen.isEmpty() ? null : Long.valueOf(fen),
                form.optional(Fields.FACTOR),
                form.optional("key"));
    }

    private static ProblemException moved() {
        return ProblemException.of(
                409, "no-longer-waiting", "这件事已经办过了 · It has been decided already", "请返回列表 · Go back to the list");
    }

    private Map<String, Object> facts(Caller caller, String kind, String id) {
        return Map.of("kind", kind, "paper", queues.of(kind).paper(caller, id), "key", ids.next());
    }

    private static String path(String kind, String id) {
        return QUEUES + "/" + kind + "/" + id;
    }
}
