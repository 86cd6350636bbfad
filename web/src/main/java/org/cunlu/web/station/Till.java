package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.CounterOrders.Listed;
import org.cunlu.orders.CounterOrders.Order;
import org.cunlu.orders.CounterOrders.Shown;
import org.cunlu.orders.InputPurpose;
import org.cunlu.orders.LinkPayments;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.Quote;
import org.cunlu.web.Fields;
import org.cunlu.web.QrSquare;

/** Puts together what is shown where a villager's order is paid, and reads the form of it. */
@Singleton
class Till {
    static final String VIEW = "station/till";
    static final String PLACED = "station/placed";
    /** Beside the field's name, for each restricted pesticide. */
    static final String CROP = "crop-";

    static final String AREA = "area-";
    static final String PEST = "pest-";
    private static final int RADIX = 36;
    /** What fits a field of a form; whoever orders more shipments than that takes what comes. */
    private static final int ARRIVALS_MAX = 30;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("M-d HH:mm");

    private final CounterOrders counter;
    private final Posts posts;
    private final Validator validator;
    private final Ids ids;

    Till(CounterOrders counter, Posts posts, Validator validator, Ids ids) {
        this.counter = counter;
        this.posts = posts;
        this.validator = validator;
        this.ids = ids;
    }

    TillPage page(Caller caller, Listed one, Pay pay) {
        Quote quote = counter.quote(caller, one.assistedId(), pay.choice());
        List<String> promises = quote.shipments().stream()
                .map(each -> moment(each.promisedAt()))
                .toList();
        return new TillPage(pay, quote, promises, arrivals(quote));
    }

    /** The page where there is no quote: it says why. */
    static TillPage without(Pay pay) {
        return new TillPage(pay, null, List.of(), "");
    }

    Map<String, Object> facts(Caller caller, Listed one, TillPage page) {
        var facts = new HashMap<String, Object>();
        facts.put("post", posts.of(caller, one.nodeCode()));
        facts.put("one", one);
        facts.put("page", page);
        facts.put("key", ids.next());
        return facts;
    }

    /** @param link that was made just now; null for none */
    Map<String, Object> placed(Caller caller, Shown shown, LinkPayments.@Nullable Link link) {
        Listed one = shown.assisted();
        var group = shown.group();
        if (group == null) {
            throw ProblemException.notFound();
        }
        boolean paid = group.status() == OrderGroup.Status.PAID;
        var facts = new HashMap<String, Object>();
        facts.put("post", posts.of(caller, one.nodeCode()));
        facts.put("one", one);
        facts.put("group", group);
        facts.put(
                "promises",
                group.orders().stream().map(each -> moment(each.promisedAt())).toList());
        facts.put("payBy", group.payBy() == null ? "" : moment(group.payBy()));
        facts.put("receipt", paid ? counter.receipt(caller, one.assistedId()).orElse(null) : null);
        facts.put("link", link);
        facts.put("qr", link == null ? null : QrSquare.of(link.url()));
        facts.put("key", ids.next());
        return facts;
    }

    /** @throws ProblemException 400 for what a form without scripts may bring */
    Order order(Listed one, TillPage page, Fields form) {
        if (!form.typed("total").matches("[1-9]\\d{0,14}")) {
            throw ProblemException.invalid("total", "total-changed", "总价已变，请确认 · The total has changed");
        }
        var order = new Order(
                Long.parseLong(form.typed("total")),
                page.pay().choice(),
                instants(form.typed("arrivals")),
                form.optional("backorder") != null,
                purposes(one, form),
                form.optional("weighing") != null,
                form.optional(Fields.CODE));
        validator.validate(order).stream().findFirst().ifPresent(wrong -> {
            boolean code = wrong.getPropertyPath().toString().equals("consentCode");
            throw ProblemException.invalid(
                    code ? Fields.CODE : "purposes",
                    "invalid",
                    code ? "确认码是六位数字 · The code has six digits" : "请填写作物、亩数和防治对象 · Say crop, area and pest");
        });
        return order;
    }

    private static @Nullable List<InputPurpose> purposes(Listed one, Fields form) {
        var all = new ArrayList<InputPurpose>();
        for (String field : form.all().keySet()) {
            if (field.startsWith(CROP)) {
                String offer = field.substring(CROP.length());
                String area = form.typed(AREA + offer).strip();
                all.add(new InputPurpose(
                        offer,
                        form.typed(field).strip(),
                        area.matches("\\d{1,5}(\\.\\d{1,2})?") ? new BigDecimal(area) : null,
                        form.typed(PEST + offer).strip(),
                        one.villageCode()));
            }
        }
        return all.isEmpty() ? null : all;
    }

    private static String moment(Instant at) {
        return MOMENT.format(CountyTime.at(at));
    }

    private static String arrivals(Quote quote) {
        return quote.shipments().size() > ARRIVALS_MAX
                ? ""
                : quote.shipments().stream()
                        .map(each -> Long.toString(each.promisedAt().toEpochMilli(), RADIX))
                        .collect(Collectors.joining("."));
    }

    private static @Nullable List<Instant> instants(String sent) {
        return sent.matches("[0-9a-z]{1,9}(?:\\.[0-9a-z]{1,9})*+")
                ? Stream.of(sent.split("\\."))
                        .map(each -> Instant.ofEpochMilli(Long.parseLong(each, RADIX)))
                        .toList()
                : null;
    }
}
