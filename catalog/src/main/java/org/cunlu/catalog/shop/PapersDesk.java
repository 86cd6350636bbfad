package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.OwnPapers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Papers as their owner's page shows and sends them; what is taken is {@link HandingIn}'s word. */
@Singleton
class PapersDesk implements OwnPapers {
    private final ShopPapers papers;
    private final HandingIn handingIn;
    private final Clock clock;

    PapersDesk(ShopPapers papers, HandingIn handingIn, Clock clock) {
        this.papers = papers;
        this.handingIn = handingIn;
        this.clock = clock;
    }

    @Override
    public List<Paper> of(Caller owner, String shop) {
        LocalDate today = CountyTime.date(clock.instant());
        Map<Item, Checklist.Line> lines = papers.of(papers.own(owner, shop)).lines().stream()
                .collect(Collectors.toMap(Checklist.Line::item, Function.identity()));
        return Stream.of(Item.values())
                .map(item -> paper(item, lines.get(item), today))
                .sorted(Comparator.comparing((Paper paper) -> paper.due() == null)
                        .thenComparing(paper -> !paper.required()))
                .toList();
    }

    @Override
    public void hand(Caller owner, String shop, String code, Handing handing) {
        SellerTable.Seller seller = papers.own(owner, shop);
        Item item = Stream.of(Item.values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        String file = handing.file() == null ? null : Base64.getEncoder().encodeToString(handing.file());
        handingIn.take(
                owner,
                new HandingIn.Shop(seller.code(), seller.kind()),
                item,
                new HandingIn.Handed(handing.number(), file, handing.from(), handing.until()));
    }

    private static Paper paper(Item item, Checklist.@Nullable Line line, LocalDate today) {
        return new Paper(
                item.name(),
                item.chinese() + " · " + item.english(),
                line != null && line.required(),
                item.personal(),
                item.ends(),
                item.paperless(),
                line != null && line.verified(),
                line == null ? null : OwnChecklist.standing(line, today),
                line == null ? null : held(line.standing()),
                line == null ? null : held(line.latest()));
    }

    private static @Nullable Held held(@Nullable SellerItem one) {
        return one == null
                ? null
                : new Held(one.number(), one.validFrom(), one.validUntil(), one.submittedAt(), one.reason());
    }
}
