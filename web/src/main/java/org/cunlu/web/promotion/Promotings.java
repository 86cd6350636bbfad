package org.cunlu.web.promotion;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.CouponCodes;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;

/** What the pages of both sides show of promotions. */
@Singleton
class Promotings {
    private static final Duration USUAL = Duration.ofDays(7);

    private final PromotionDesk promotions;
    private final CouponCodes codes;
    private final Ids ids;
    private final Clock clock;

    Promotings(PromotionDesk promotions, CouponCodes codes, Ids ids, Clock clock) {
        this.promotions = promotions;
        this.codes = codes;
        this.ids = ids;
        this.clock = clock;
    }

    Map<String, Object> listed(Page<PromotionDesk.Line> page) {
        var facts = new HashMap<String, Object>();
        facts.put(
                "promotions",
                page.items().stream()
                        .map(each -> new Promoted(each, clock.instant()))
                        .toList());
        facts.put("cursor", page.next());
        return facts;
    }

    /** @param fresh codes that were made just now, told this once */
    Map<String, Object> one(Caller caller, String id, List<String> fresh) {
        PromotionDesk.Line line = promotions.one(caller, id);
        var facts = new HashMap<String, Object>();
        facts.put("one", new Promoted(line, clock.instant()));
        facts.put("codes", line.promotion().kind() == Kind.COUPON ? codes.made(id) : 0L);
        facts.put("fresh", fresh);
        return facts;
    }

    /** What a form of a kind begins with. */
    Map<String, Object> drafted(Kind kind) {
        LocalDateTime now = CountyTime.at(clock.instant()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
        var facts = new HashMap<String, Object>();
        facts.put("kind", kind);
        facts.put("key", ids.next());
        facts.put("from", now.toString());
        facts.put("until", now.plus(USUAL).toString());
        return facts;
    }

    static Kind kind(@Nullable String name) {
        return Stream.of(Kind.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(Kind.PERCENT);
    }

    /** @return whether it waits for a second person */
    static boolean waits(Promotion made) {
        return made.state() == Promotion.State.DRAFT;
    }
}
