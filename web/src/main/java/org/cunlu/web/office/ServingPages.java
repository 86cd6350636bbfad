package org.cunlu.web.office;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.ServingRules;
import org.cunlu.orders.Trade;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** From which node an order is served: the rules of each trade in their order, whether it may be split, and whether one may wait. */
@Controller(ServingPages.SERVING)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ServingPages {
    static final String SERVING = "/county/serving";

    private final Desk desk;
    private final ServingRules rules;

    ServingPages(Desk desk, ServingRules rules) {
        this.desk = desk;
        this.rules = rules;
    }

    @Get
    HttpResponse<?> all(HttpRequest<?> request, Caller caller) {
        return desk.show(request, view(caller));
    }

    /** What somebody else changed meanwhile is told, and shown as it is now. */
    @Post("/{trade}")
    HttpResponse<?> set(
            HttpRequest<?> request, Caller caller, Trade trade, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller), form, "office.note.serving", () -> {
            var wanted = new ServingRules.Wanted(
                    (int) Typed.number(form, "version"),
                    order(form),
                    Typed.choice(form, "split", ServingRules.Split.class),
                    Typed.choice(form, "backorder", ServingRules.Backorder.class));
            rules.set(caller, trade, wanted);
        });
    }

    /** Ranks that are left empty in between do not count. */
    private static List<ServingRules.By> order(Fields form) {
        var order = new ArrayList<ServingRules.By>();
        for (int rank = 1; rank <= ServingRules.By.values().length; rank++) {
            if (!form.typed("rule-" + rank).isEmpty()) {
                order.add(Typed.choice(form, "rule-" + rank, ServingRules.By.class));
            }
        }
        if (order.isEmpty()) {
            throw ProblemException.invalid("rule-1", "rule-missing", "至少选一条规则 · Choose one rule at least");
        }
        return order;
    }

    private Desk.View view(Caller caller) {
        return new Desk.View(SERVING, "office/serving", () -> Map.of("policies", rules.all(caller)));
    }
}
