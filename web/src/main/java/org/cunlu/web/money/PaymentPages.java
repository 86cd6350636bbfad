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
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.MoneyDecisions;
import org.cunlu.orders.MoneyDecisions.About;
import org.cunlu.orders.MoneyDecisions.Choice;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** Money that is not what was asked for, and refunds that a gateway refuses: what becomes of them is proposed here. */
@Controller(PaymentPages.PAYMENTS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PaymentPages {
    static final String PAYMENTS = "/county/payments";
    private static final String REFUNDS = "refunds";
    private static final String REFERENCE = "[A-Za-z0-9-]{1,64}";
    private static final int PIECE = 20;

    private final Desk desk;
    private final MoneyDecisions decisions;

    PaymentPages(Desk desk, MoneyDecisions decisions) {
        this.desk = desk;
        this.decisions = decisions;
    }

    /** @param what {@code refunds}, or held payments */
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue @Size(max = 10) String what,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(caller, REFUNDS.equals(what), cursor));
    }

    @Post
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean refund = form.typed("about").equals(About.REFUND.name());
        return desk.act(request, view(caller, refund, null), form, () -> {
            String reference = form.typed("bank").strip();
            if (!reference.isEmpty() && !reference.matches(REFERENCE)) {
                throw ProblemException.invalid("bank", "malformed", "流水号只能是字母、数字和横线 · Letters, digits and hyphens");
            }
            decisions.propose(
                    caller,
                    Typed.choice(form, "about", About.class),
                    form.typed("subject"),
                    Typed.choice(form, "choice", Choice.class),
                    reason(form),
                    reference.isEmpty() ? null : reference);
            return desk.onward(request, refund ? PAYMENTS + "?what=" + REFUNDS : PAYMENTS, "money.note.decision");
        });
    }

    private static String reason(Fields form) {
        String reason = form.typed("reason").strip();
        if (reason.isEmpty() || reason.length() > MoneyDecisions.REASON_MAX) {
            throw ProblemException.invalid("reason", "reason-needed", "请写明理由 · Say why");
        }
        return reason;
    }

    private Desk.View view(Caller caller, boolean refunds, @Nullable String cursor) {
        return new Desk.View(PAYMENTS, refunds ? "money/refunds" : "money/held", () -> {
            String after = Ids.isId(cursor) ? cursor : "";
            var facts = new HashMap<String, Object>();
            if (refunds) {
                var page = decisions.refused(caller, after, PIECE);
                facts.put("refunds", page.items());
                facts.put("cursor", page.next());
            } else {
                var page = decisions.held(caller, after, PIECE);
                facts.put("held", page.items());
                facts.put("cursor", page.next());
            }
            return facts;
        });
    }
}
