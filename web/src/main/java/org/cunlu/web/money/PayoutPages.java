package org.cunlu.web.money;

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
import java.util.Objects;
import java.util.stream.Stream;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PayoutDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Payouts: proposed by one, approved by another in the queue of payouts, then what the bank says of each. */
@Controller(PayoutPages.PAYOUTS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PayoutPages {
    static final String PAYOUTS = "/county/payouts";
    private static final String ID = "[0-9A-Z]{13}";
    private static final int PIECE = 30;

    private final Desk desk;
    private final PayoutDesk payouts;
    private final SecondFactor secondFactor;
    private final Parties parties;

    PayoutPages(Desk desk, PayoutDesk payouts, SecondFactor secondFactor, Parties parties) {
        this.desk = desk;
        this.payouts = payouts;
        this.secondFactor = secondFactor;
        this.parties = parties;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, listed(caller, cursor));
    }

    @Post
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, listed(caller, null), form, () -> {
            sign(request, caller, form, PayoutDesk.PROPOSE);
            return desk.onward(request, path(payouts.propose(caller).batchId()), "money.note.payout");
        });
    }

    @Get("/{batchId}")
    HttpResponse<?> one(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String batchId,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(caller, batchId, cursor));
    }

    /** For the bank; it shows whole numbers of accounts, so that it is asked for with a second factor. */
    @Post("/{batchId}/file")
    @Produces({"text/csv", MediaType.TEXT_HTML})
    HttpResponse<?> file(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String batchId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, batchId, null), form, () -> {
            payouts.batch(caller, batchId);
            sign(request, caller, form, PayoutDesk.FILE);
            return HttpResponse.ok(payouts.file(caller, batchId))
                    .contentType("text/csv;charset=utf-8")
                    .header("Content-Disposition", "attachment; filename=\"payouts-" + batchId + ".csv\"")
                    .header("Cache-Control", "no-store");
        });
    }

    /** What the bank said of one: {@code end} is {@code paid} or {@code bounced}. */
    @Post("/{batchId}/lines/{payoutId}")
    HttpResponse<?> end(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String batchId,
            @Size(max = 13) String payoutId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, batchId, null), form, "money.note.ended", () -> {
            String note = form.typed("note").strip();
            if (note.length() > PayoutDesk.NOTE_MAX) {
                throw ProblemException.invalid("note", "too-long", "说明过长 · The note is too long");
            }
            switch (form.typed("end")) {
                case "paid" -> {
                    sign(request, caller, form, PayoutDesk.PAID);
                    payouts.paid(caller, batchId, payoutId, note);
                }
                case "bounced" -> {
                    sign(request, caller, form, PayoutDesk.BOUNCED);
                    payouts.bounced(caller, batchId, payoutId, note);
                }
                default -> throw ProblemException.invalid("end", "malformed", "请选择结果 · Choose what became of it");
            }
        });
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private Desk.View listed(Caller caller, @Nullable String cursor) {
        return new Desk.View(PAYOUTS, "money/payouts", () -> {
            var page = payouts.batches(caller, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("batches", page.items());
            facts.put("cursor", page.next());
            facts.put("people", people(page.items().stream()));
            return facts;
        });
    }

    private Desk.View view(Caller caller, String batchId, @Nullable String cursor) {
        if (!batchId.matches(ID)) {
            throw ProblemException.notFound();
        }
        return new Desk.View(path(batchId), "money/payout", () -> {
            var batch = payouts.batch(caller, batchId);
            var page = payouts.lines(caller, batchId, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("batch", batch);
            facts.put("people", people(Stream.of(batch)));
            facts.put("me", caller.accountId());
            facts.put("lines", page.items());
            facts.put("cursor", page.next());
            facts.put(
                    "names",
                    parties.names(
                            page.items().stream().map(PayoutDesk.Line::party).toList()));
            return facts;
        });
    }

    private Map<String, String> people(Stream<PayoutDesk.Batch> batches) {
        return parties.people(batches.flatMap(each -> Stream.of(each.madeBy(), each.decidedBy()))
                .filter(Objects::nonNull)
                .toList());
    }

    private static String path(String batchId) {
        return PAYOUTS + "/" + batchId;
    }
}
