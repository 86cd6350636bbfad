package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** What the county says of each paper. Who decides of one that shows a person has looked at it, and the look is logged. */
@Singleton
class ReviewingItems {
    static final String APPROVE = "catalog.item-approve";
    static final String DECLINE = "catalog.item-decline";

    private final ItemTable table;
    private final PaperTable papers;
    private final SellerTable sellers;
    private final ApplicationTable applications;
    private final Reviewing reviewing;
    private final Owners owners;
    private final Homes homes;
    private final Looks looks;
    private final Trail trail;
    private final Clock clock;

    ReviewingItems(
            ItemTable table,
            PaperTable papers,
            SellerTable sellers,
            ApplicationTable applications,
            Reviewing reviewing,
            Owners owners,
            Homes homes,
            Looks looks,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.papers = papers;
        this.sellers = sellers;
        this.applications = applications;
        this.reviewing = reviewing;
        this.owners = owners;
        this.homes = homes;
        this.looks = looks;
        this.trail = trail;
        this.clock = clock;
    }

    List<SellerItem> waiting(Caller operator, String afterId, int count) {
        return table.waiting(afterId, count).stream()
                .filter(item -> within(operator, item))
                .toList();
    }

    /** @throws ProblemException 404 for what is absent or another's */
    SellerItem one(Caller operator, String id) {
        return own(operator, id);
    }

    /** @return whether a file was handed in with it */
    boolean hasPaper(SellerItem item) {
        return papers.exists(item.id());
    }

    /** @param why what it is needed for; asked for where the paper shows a person */
    Paper paper(Caller operator, String id, @Nullable String why) {
        SellerItem item = own(operator, id);
        if (item.item().personal()) {
            looks.record(operator, List.of(item.submittedBy()), what(item), why == null ? "" : why);
        }
        return papers.find(id).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 409 {@code decided-before}, {@code paper-unseen}, {@code licence-expired}, {@code own-submission} */
    SellerItem approve(Caller operator, String id) {
        String act = APPROVE;
        return reviewing.attempt(operator, act, id, () -> {
            SellerItem item = own(operator, id);
            if (item.state() == SellerItem.State.APPROVED) {
                return item;
            }
            owners.demandStranger(operator, item.sellerCode(), item.submittedBy());
            demandSeen(operator, item);
            LocalDate today = CountyTime.date(clock.instant());
            if (item.validUntil() != null && item.validUntil().isBefore(today)) {
                throw ProblemException.of(409, "licence-expired", "证件已过期 · It has run out", null);
            }
            if (!table.approve(item, operator.accountId(), clock.instant())) {
                throw decided(item);
            }
            trail.record(operator.accountId(), act, item.sellerCode(), "SUBMITTED", item.item() + " " + id);
            owners.tell(item, Notices.Kind.LICENCE_APPROVED, words(item));
            return table.find(id).orElseThrow();
        });
    }

    SellerItem decline(Caller operator, String id, String reason) {
        String act = DECLINE;
        return reviewing.attempt(operator, act, id, () -> {
            SellerItem item = own(operator, id);
            if (item.state() == SellerItem.State.DECLINED) {
                return item;
            }
            owners.demandStranger(operator, item.sellerCode(), item.submittedBy());
            if (!table.decline(item, operator.accountId(), clock.instant(), reason)) {
                throw decided(item);
            }
            trail.record(
                    operator.accountId(), act, item.sellerCode(), "SUBMITTED", item.item() + " " + id + ": " + reason);
            var facts = new java.util.HashMap<>(words(item));
            facts.put("reason", reason);
            owners.tell(item, Notices.Kind.LICENCE_DECLINED, facts);
            return table.find(id).orElseThrow();
        });
    }

    static Map<String, String> words(SellerItem item) {
        return Map.of("licence", item.item().chinese(), "english", item.item().english());
    }

    private void demandSeen(Caller operator, SellerItem item) {
        boolean unseen = item.item().personal()
                && papers.exists(item.id())
                && !looks.seen(operator.accountId(), item.submittedBy(), what(item));
        if (unseen) {
            throw ProblemException.of(409, "paper-unseen", "请先查看材料再决定 · Look at the paper before deciding of it", null);
        }
    }

    private SellerItem own(Caller operator, String id) {
        return table.find(id).filter(item -> within(operator, item)).orElseThrow(ProblemException::notFound);
    }

    private boolean within(Caller operator, SellerItem item) {
        Optional<String> home = sellers.find(item.sellerCode())
                .map(SellerTable.Seller::homeNode)
                .or(() -> applications.ofSeller(item.sellerCode()).map(Application::homeNode));
        return home.filter(node -> homes.within(operator, node)).isPresent();
    }

    private static String what(SellerItem item) {
        return "seller-item " + item.id();
    }

    private static ProblemException decided(SellerItem item) {
        return ProblemException.of(409, "decided-before", "该材料已有结论 · It was decided before", null)
                .fact("state", item.state());
    }
}
