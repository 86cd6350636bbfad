package org.cunlu.orders.promotion;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Payer;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.State;
import org.cunlu.orders.PromotionDesk.Wanted;

/**
 * Makes promotions and ends them. A seller's at his own cost runs at once; what others pay for, and all of the county's, waits
 * for the approval of a county operator who did not make it.
 */
@Singleton
class Keeping {
    static final String MAKE = "orders.promotion-make";
    static final String APPROVE = "orders.promotion-approve";
    static final String END = "orders.promotion-end";

    private final PromotionTable table;
    private final FlashStock flash;
    private final InForce inForce;
    private final ShopPeople people;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    Keeping(
            PromotionTable table,
            FlashStock flash,
            InForce inForce,
            ShopPeople people,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.flash = flash;
        this.inForce = inForce;
        this.people = people;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    /** Of a seller's own goods. Runs in a transaction. */
    Promotion bySeller(Caller caller, Wanted wanted) {
        String seller = wanted.sellerCode();
        if (seller == null || !shops(caller).contains(seller)) {
            trail.refused(caller.accountId(), MAKE, String.valueOf(seller), "not-found");
            throw ProblemException.notFound();
        }
        boolean ownCost = wanted.payers().size() == 1
                && wanted.payers().getFirst().by() == Payer.By.SELLER
                && seller.equals(wanted.payers().getFirst().code());
        if (wanted.payers().stream().anyMatch(share -> share.by() == Payer.By.SELLER && !seller.equals(share.code()))) {
            throw Checks.payersInvalid();
        }
        Promotion.Scope scope = wanted.scope();
        var own = new Promotion.Scope(
                scope.products(),
                scope.skus(),
                scope.categories(),
                List.of(seller),
                scope.brands(),
                scope.township(),
                scope.trade());
        return make(caller, wanted, seller, own, ownCost);
    }

    /** Of the county; no seller pays for what he did not ask for. Runs in a transaction. */
    Promotion byCounty(Caller caller, Wanted wanted) {
        own(caller, MAKE, countyCode);
        if (wanted.sellerCode() != null
                || wanted.kind().keepsApart()
                || wanted.payers().stream().anyMatch(share -> share.by() == Payer.By.SELLER)) {
            throw Checks.payersInvalid();
        }
        return make(caller, wanted, null, wanted.scope(), false);
    }

    private Promotion make(
            Caller caller, Wanted wanted, @Nullable String seller, Promotion.Scope scope, boolean ownCost) {
        Instant now = clock.instant();
        Checks.times(wanted.startsAt(), wanted.endsAt(), now);
        Checks.terms(wanted.kind(), wanted.terms());
        Checks.payers(wanted.payers());
        Checks.budget(wanted.budgetFen(), ownCost);
        var promotion = new Promotion(
                ids.next(),
                countyCode,
                seller,
                wanted.kind(),
                Checks.name(wanted.name()),
                wanted.terms(),
                scope,
                wanted.payers(),
                wanted.startsAt(),
                wanted.endsAt(),
                wanted.budgetFen(),
                0,
                ownCost ? State.ACTIVE : State.DRAFT,
                1);
        flash.check(promotion);
        table.insert(promotion, caller.accountId(), now);
        if (ownCost) {
            flash.take(promotion, caller.accountId());
        }
        trail.record(caller.accountId(), MAKE, promotion.id(), null, told(promotion));
        inForce.forget();
        return promotion;
    }

    /** By another than who made it. Runs in a transaction. @param yes false to decline it */
    Promotion decide(Caller caller, String id, boolean yes) {
        own(caller, APPROVE, id);
        Promotion promotion = table.lock(id)
                .filter(each -> each.countyCode().equals(countyCode))
                .orElseThrow(ProblemException::notFound);
        String maker = table.maker(id);
        try {
            if (maker.equals(caller.accountId())) {
                throw ProblemException.of(
                        409,
                        "own-submission",
                        "须由另一人审批 · Somebody else must decide of it",
                        "请交由同事审批 · Ask a colleague");
            }
            people.demandStranger(caller, promotion.sellerCode(), maker);
        } catch (ProblemException own) {
            trail.refused(caller.accountId(), APPROVE, id, own.code());
            throw own;
        }
        Promotion moved = moved(caller, APPROVE, promotion, State.DRAFT, yes ? State.ACTIVE : State.DECLINED);
        if (yes) {
            flash.take(moved, caller.accountId());
        }
        return moved;
    }

    /** Ends it for good; what was ordered by it stays. Runs in a transaction. */
    Promotion end(Caller caller, String id) {
        Promotion promotion = table.lock(id).orElseThrow(ProblemException::notFound);
        boolean county = caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(promotion.countyCode());
        if (!county && !shops(caller).contains(String.valueOf(promotion.sellerCode()))) {
            trail.refused(caller.accountId(), END, id, "not-found");
            throw ProblemException.notFound();
        }
        if (promotion.state() == State.ENDED) {
            return promotion;
        }
        flash.free(promotion, caller.accountId());
        return moved(caller, END, promotion, promotion.state(), State.ENDED);
    }

    private Promotion moved(Caller caller, String act, Promotion promotion, State from, State to) {
        if (promotion.state() != from || table.move(promotion, to, act.equals(END) ? null : caller.accountId()) != 1) {
            throw ProblemException.of(409, "promotion-moved", "促销状态已变 · It has moved on", "请刷新后再试 · Read it again")
                    .fact("state", promotion.state());
        }
        trail.record(caller.accountId(), act, promotion.id(), promotion.state().name(), to.name());
        inForce.forget();
        return table.lock(promotion.id()).orElseThrow();
    }

    /** @param sellers null for all of the county, of which the caller must be an operator */
    List<Promotion> list(Caller caller, @Nullable Collection<String> sellers, @Nullable String before, int limit) {
        if (sellers == null) {
            own(caller, "orders.promotion-list", countyCode);
        } else if (sellers.isEmpty()) {
            return List.of();
        }
        return transactions.read(() -> table.list(countyCode, sellers, before, limit));
    }

    /** @param state null for all @return those of the county, of which the caller must be an operator; the newest first */
    List<Promotion> standing(Caller caller, @Nullable State state, @Nullable String before, int limit) {
        own(caller, "orders.promotion-list", countyCode);
        return transactions.read(() -> table.standing(countyCode, state, before, limit));
    }

    /** @throws ProblemException 404 for what is absent or another county's */
    Promotion one(Caller caller, String id) {
        own(caller, "orders.promotion-list", id);
        return transactions
                .read(() -> table.find(id))
                .filter(each -> each.countyCode().equals(countyCode))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404 for what is absent, or neither of his shops nor of the county that he operates */
    Promotion ofHis(Caller caller, String id) {
        boolean county = caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode);
        List<String> shops = shops(caller);
        return transactions
                .read(() -> table.find(id))
                .filter(each -> each.countyCode().equals(countyCode)
                        && (county || shops.contains(String.valueOf(each.sellerCode()))))
                .orElseThrow(() -> {
                    trail.refused(caller.accountId(), "orders.promotion-list", id, "not-found");
                    return ProblemException.notFound();
                });
    }

    static List<String> shops(Caller caller) {
        return ShopRight.GOODS.shops(caller);
    }

    private void own(Caller caller, String act, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode)) {
            trail.refused(caller.accountId(), act, subject, "not-found");
            throw ProblemException.notFound();
        }
    }

    private static String told(Promotion promotion) {
        return promotion.kind() + " " + promotion.state() + " of " + promotion.sellerCode() + " payers "
                + promotion.payers() + " budget " + promotion.budgetFen();
    }
}
