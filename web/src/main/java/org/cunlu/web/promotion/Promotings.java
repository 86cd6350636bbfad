package org.cunlu.web.promotion;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.catalog.Assortment;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.orders.CouponCodes;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.seller.Shown;

/** What the pages of both sides do and show alike. */
@Singleton
class Promotings {
    private static final Duration USUAL = Duration.ofDays(7);

    private final Desk desk;
    private final PromotionDesk promotions;
    private final CouponCodes codes;
    private final Assortment assortment;
    private final NetworkMaps maps;
    private final Ids ids;
    private final Clock clock;

    Promotings(
            Desk desk,
            PromotionDesk promotions,
            CouponCodes codes,
            Assortment assortment,
            NetworkMaps maps,
            Ids ids,
            Clock clock) {
        this.desk = desk;
        this.promotions = promotions;
        this.codes = codes;
        this.assortment = assortment;
        this.maps = maps;
        this.ids = ids;
        this.clock = clock;
    }

    HttpResponse<?> list(HttpRequest<?> request, Side side, Page<PromotionDesk.Line> page) {
        var facts = new HashMap<String, Object>();
        facts.put(
                "promotions",
                page.items().stream()
                        .map(each -> new Promoted(each, clock.instant()))
                        .toList());
        facts.put("cursor", page.next());
        return desk.show(request, side.path(), side.template("list"), facts);
    }

    HttpResponse<?> form(HttpRequest<?> request, Side side, Supplier<Map<String, Object>> choices) {
        return desk.show(request, draft(side, choices));
    }

    /** @param choices what its form offers, for when it is refused @param deed makes it and says so */
    HttpResponse<?> make(
            HttpRequest<?> request,
            Side side,
            Fields form,
            Supplier<Map<String, Object>> choices,
            Supplier<Promotion> deed) {
        return desk.act(request, draft(side, choices), form, () -> {
            Promotion made = deed.get();
            String note = waits(made) ? "promotion.note.drafted" : "promotion.note.made";
            return desk.onward(request, side.path(made.id()), note);
        });
    }

    HttpResponse<?> one(HttpRequest<?> request, Side side, Caller caller, String id) {
        return desk.show(request, view(side, caller, id, List.of()));
    }

    HttpResponse<?> end(HttpRequest<?> request, Side side, Caller caller, String id) {
        return desk.act(
                request,
                view(side, caller, id, List.of()),
                Fields.NONE,
                "promotion.note.ended",
                () -> promotions.end(caller, id));
    }

    /** Shown at once and not led on to: codes are told this once. */
    HttpResponse<?> codes(HttpRequest<?> request, Side side, Caller caller, String id, Fields form) {
        return desk.act(request, view(side, caller, id, List.of()), form, () -> {
            List<String> fresh = codes.make(caller, id, Shown.whole("count", form.typed("count")));
            return desk.show(request, view(side, caller, id, fresh));
        });
    }

    private static Desk.View draft(Side side, Supplier<Map<String, Object>> choices) {
        return new Desk.View(side.path("new"), side.template("draft"), choices);
    }

    /** @param fresh codes that were made just now */
    private Desk.View view(Side side, Caller caller, String id, List<String> fresh) {
        return new Desk.View(side.path(id), side.template("one"), () -> {
            PromotionDesk.Line line = promotions.one(caller, id);
            var facts = new HashMap<String, Object>();
            facts.put("one", new Promoted(line, clock.instant()));
            facts.put("codes", line.promotion().kind() == Kind.COUPON ? codes.made(id) : 0L);
            facts.put("fresh", fresh);
            facts.put("township", township(line.promotion().scope().township()));
            return facts;
        });
    }

    /** What a form of a kind begins with. */
    Map<String, Object> drafted(Kind kind) {
        LocalDateTime now = CountyTime.at(clock.instant()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        var facts = new HashMap<String, Object>();
        facts.put("kind", kind);
        facts.put("key", ids.next());
        facts.put("from", now.toString());
        facts.put("until", now.plus(USUAL).toString());
        facts.put("townships", townships());
        return facts;
    }

    /** @return names of the county's brands by code */
    Map<String, String> brands() {
        var brands = new LinkedHashMap<String, String>();
        assortment.brands().forEach(each -> brands.put(each.code(), each.name()));
        return brands;
    }

    /** @return names by code of what goods may be bound for */
    private Map<String, String> townships() {
        var townships = new LinkedHashMap<String, String>();
        maps.current().nodes().values().stream()
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP && node.status() != Node.Status.CLOSED)
                .sorted(Comparator.comparing(Node::code))
                .forEach(node -> townships.put(node.code(), node.name()));
        return townships;
    }

    /** @return its name; empty for anywhere */
    private String township(@Nullable String code) {
        Node node = code == null ? null : maps.current().nodes().get(code);
        return code == null ? "" : node == null ? code : node.name();
    }

    static Kind kind(@Nullable String name) {
        return Stream.of(Kind.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(Kind.PERCENT);
    }

    /** @return whether it waits for a second person */
    private static boolean waits(Promotion made) {
        return made.state() == Promotion.State.DRAFT;
    }
}
