package org.cunlu.orders.pricelist;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.pricelist.ListController.Wanted;
import org.cunlu.orders.pricelist.MemberTable.Member;
import org.cunlu.orders.pricelist.PriceList.Item;

/** Sellers make and end their lists; the county records who is a member of which co-operative. */
@Singleton
class ListKeeping {
    private static final String ACT = "orders.price-list";
    private static final String MEMBER_ACT = "orders.coop-member";
    /** A co-operative in an afternoon, and not all numbers there are. */
    private static final Rate JOINING = new Rate("coop.join", 300, Duration.ofDays(1));

    private final ListTable table;
    private final MemberTable members;
    private final PriceListStep step;
    private final Offers offers;
    private final Accounts accounts;
    private final ShopPeople strangers;
    private final Limits limits;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    ListKeeping(
            ListTable table,
            MemberTable members,
            PriceListStep step,
            Offers offers,
            Accounts accounts,
            ShopPeople strangers,
            Limits limits,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.members = members;
        this.step = step;
        this.offers = offers;
        this.accounts = accounts;
        this.strangers = strangers;
        this.limits = limits;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    PriceList make(Caller caller, @Nullable String shop, @Nullable String key, Wanted wanted) {
        String seller = ShopRight.GOODS.shop(caller, shop);
        check(seller, wanted);
        PriceList made = idempotency.once(caller.accountId(), ACT, key, wanted, PriceList.class, () -> {
            PriceList list = wanted.list(ids.next(), seller);
            table.insert(list, countyCode, caller.accountId(), clock.instant());
            trail.record(
                    caller.accountId(),
                    ACT,
                    list.listId(),
                    null,
                    seller + " " + list.items().size());
            return list;
        });
        step.refresh();
        return made;
    }

    private void check(String seller, Wanted wanted) {
        if (!wanted.validUntil().isAfter(wanted.validFrom())) {
            throw ProblemException.invalid("validUntil", "period-invalid", "起止日期不对 · Not a period");
        }
        Map<String, Offer> found = offers.find(
                wanted.items().stream().map(Item::offerId).distinct().toList());
        var seen = new HashSet<String>();
        for (Item item : wanted.items()) {
            Offer offer = found.get(item.offerId());
            if (offer == null || !offer.sellerCode().equals(seller)) {
                throw ProblemException.of(404, "offer-unknown", "没有这个商品 · No such offer", null)
                        .fact("offerId", item.offerId());
            }
            if (item.unitFen() > offer.priceFen()) {
                throw ProblemException.invalid(
                                "items", "above-list-price", "不得高于标价 · Not above the price that is shown to everybody")
                        .fact("offerId", item.offerId());
            }
            if (!seen.add(item.offerId() + " " + item.minQuantity())) {
                throw ProblemException.invalid("items", "tier-twice", "同一数量档有两个价 · A tier has two prices")
                        .fact("offerId", item.offerId());
            }
        }
    }

    Page<PriceList> own(Caller caller, @Nullable String before, int limit) {
        return Page.of(
                transactions.read(() -> table.ofSellers(ShopRight.GOODS.shops(caller), before, limit + 1)),
                limit,
                PriceList::listId);
    }

    /** At once; what is ordered keeps its price. Ending what has ended changes nothing. */
    PriceList end(Caller caller, String listId) {
        PriceList list = transactions
                .read(() -> table.find(listId))
                .filter(found -> ShopRight.GOODS.shops(caller).contains(found.sellerCode()))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), ACT, Ids.isId(listId) ? listId : "?", "not-found");
                    return ProblemException.notFound();
                });
        transactions.run(() -> {
            if (table.end(list.listId())) {
                trail.record(caller.accountId(), ACT, listId, "ACTIVE", "ENDED");
            }
        });
        step.refresh();
        return transactions.read(() -> table.find(listId)).orElseThrow();
    }

    /** Recording a member again changes nothing. Nobody records himself or whom he acts for. @param phone of his account */
    Member join(Caller operator, String coopCode, String phone) {
        county(operator);
        long wait = limits.secondsToWait(Map.of(JOINING, operator.accountId()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-members", "今天登记太多 · Too many members today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        String account = accounts.byPhone(phone).filter(accounts::active).orElseThrow(() -> {
            trail.refused(operator.accountId(), MEMBER_ACT, coopCode, "no-such-account");
            return ProblemException.of(409, "no-such-account", "没有以此号码登录的账号 · Nobody signs in by this number", null)
                    .field("phone");
        });
        try {
            strangers.demandStranger(operator, null, account);
        } catch (ProblemException own) {
            trail.refused(operator.accountId(), MEMBER_ACT, coopCode, own.code());
            throw own;
        }
        return transactions.run(() -> {
            var found = members.find(countyCode, coopCode, account);
            if (found.isPresent()) {
                return found.get();
            }
            var member = new Member(ids.next(), coopCode, account, clock.instant());
            members.insert(member, countyCode, operator.accountId());
            trail.record(operator.accountId(), MEMBER_ACT, account, null, coopCode);
            return member;
        });
    }

    void leave(Caller operator, String coopCode, String memberId) {
        county(operator);
        transactions.run(() -> {
            if (members.remove(countyCode, coopCode, memberId)) {
                trail.record(operator.accountId(), MEMBER_ACT, memberId, coopCode, null);
            }
        });
    }

    Page<Member> members(Caller operator, String coopCode, @Nullable String after, int limit) {
        county(operator);
        return Page.of(
                transactions.read(() -> members.all(countyCode, coopCode, after == null ? "" : after, limit + 1)),
                limit,
                Member::memberId);
    }

    private void county(Caller caller) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode)) {
            trail.refused(caller.accountId(), MEMBER_ACT, countyCode, "not-found");
            throw ProblemException.notFound();
        }
    }
}
