package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.OwnDeliveries;
import org.cunlu.logistics.OwnDeliveries.Delivery;
import org.cunlu.logistics.OwnDeliveries.Part;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What a supplier is to bring: what was ordered of him, where to, by when, and what came of it. */
@Controller(SupplyPages.SUPPLIER)
@Secured("SUPPLIER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class SupplyPages {
    static final String SUPPLIER = "/supplier";
    private static final int A_PAGE = 20;
    private static final int ID_MAX = 13;

    private final Desk desk;
    private final OwnDeliveries deliveries;
    private final Clock clock;

    SupplyPages(Desk desk, OwnDeliveries deliveries, Clock clock) {
        this.desk = desk;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** @param part which; what is to be confirmed where nobody says, or where it says nothing */
    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String part,
            @Nullable @QueryValue String cursor) {
        Part shown = Stream.of(Part.values())
                .filter(each -> each.name().equals(part))
                .findFirst()
                .orElse(Part.TO_CONFIRM);
        Page<Delivery> page =
                deliveries.list(caller, shown, cursor == null || cursor.length() > ID_MAX ? null : cursor, A_PAGE);
        var facts = new HashMap<String, Object>();
        facts.put("part", shown);
        facts.put("confirm", deliveries.count(caller, Part.TO_CONFIRM));
        facts.put("bring", deliveries.count(caller, Part.TO_BRING));
        facts.put("deliveries", page.items());
        facts.put("next", page.next());
        return desk.show(request, SUPPLIER, "seller/supplies", facts);
    }

    @Get("/{purchaseId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable String purchaseId) {
        return desk.show(request, path(purchaseId), "seller/supply", facts(caller, purchaseId));
    }

    @Post("/{purchaseId}")
    HttpResponse<?> confirm(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String purchaseId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Map<String, Object> facts = facts(caller, purchaseId);
        return desk.attempt(
                () -> {
                    deliveries.confirm(caller, purchaseId, day(form), form.optional("key"));
                    return desk.onward(request, path(purchaseId), Notes.CONFIRMED);
                },
                refusal -> desk.again(request, path(purchaseId), "seller/supply", facts, form, refusal));
    }

    private static LocalDate day(Fields form) {
        try {
            LocalDate day = LocalDate.parse(form.typed("day").strip());
            if (CountyTime.usual(day)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // Told below, as a day that is none of this century.
        }
        throw ProblemException.invalid("day", "date-invalid", "请填送到的日期 · Fill in the day on which it comes");
    }

    private Map<String, Object> facts(Caller caller, String purchaseId) {
        if (purchaseId.length() > ID_MAX) {
            throw ProblemException.notFound();
        }
        return Map.of(
                "delivery",
                deliveries.one(caller, purchaseId),
                "today",
                CountyTime.date(clock.instant()),
                "key",
                Shown.freshKey());
    }

    private static String path(String purchaseId) {
        return SUPPLIER + "/" + purchaseId;
    }
}
