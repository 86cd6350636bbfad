package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** What the county decides of products and of proposed changes. Whoever submitted something does not decide of it. */
@Singleton
class Deciding {
    private final ProductTable products;
    private final StepTable steps;
    private final ChangeTable changes;
    private final Stepping stepping;
    private final Transactions transactions;
    private final DecisionNews news;
    private final ShopPeople people;
    private final Trail trail;
    private final Clock clock;
    private final CatalogKeepers keepers;

    Deciding(
            ProductTable products,
            StepTable steps,
            ChangeTable changes,
            Stepping stepping,
            Transactions transactions,
            DecisionNews news,
            ShopPeople people,
            Trail trail,
            Clock clock,
            CatalogKeepers keepers) {
        this.keepers = keepers;
        this.products = products;
        this.steps = steps;
        this.changes = changes;
        this.stepping = stepping;
        this.transactions = transactions;
        this.news = news;
        this.people = people;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Taking a step that is taken already changes nothing.
     * @throws ProblemException {@code not-found}, {@code product-state}, {@code product-changed}, {@code own-submission}
     */
    Kept step(Caller operator, String code, Life act, @Nullable String reason) {
        String name = "catalog.product-" + act.name().toLowerCase(Locale.ROOT);
        keepers.demand(operator, name, code);
        attempt(operator, name, code, () -> {
            Kept now = products.find(code).orElseThrow(ProblemException::notFound);
            if (now.state() == act.to()) {
                return;
            }
            if (act == Life.APPROVE || act == Life.REINSTATE) {
                people.demandStranger(
                        operator, now.authorShop(), steps.lastSubmitter(code).orElse(null));
            }
            stepping.take(now, act, operator.accountId(), reason);
            news.tell(now, act, reason);
        });
        return products.find(code).orElseThrow();
    }

    /** @throws ProblemException also {@code change-decided}; {@code product-changed} when the product is another than was seen */
    Change approve(Caller operator, String changeId) {
        return decide(operator, changeId, Change.State.APPROVED, null);
    }

    Change decline(Caller operator, String changeId, String reason) {
        return decide(operator, changeId, Change.State.DECLINED, reason);
    }

    private Change decide(Caller operator, String changeId, Change.State state, @Nullable String reason) {
        String act = state == Change.State.APPROVED ? "catalog.change-approve" : "catalog.change-decline";
        keepers.demand(operator, act, changeId);
        attempt(operator, act, changeId, () -> {
            Change change = changes.find(changeId).orElseThrow(ProblemException::notFound);
            if (change.state() == state) {
                return;
            }
            people.demandStranger(operator, change.shop(), change.proposedBy());
            if (!changes.decide(changeId, state, operator.accountId(), clock.instant(), reason)) {
                throw ProblemException.of(409, "change-decided", "该修改已有结论 · The change is decided already", null);
            }
            if (state == Change.State.APPROVED) {
                apply(operator, change);
            }
            trail.record(operator.accountId(), act, change.productCode(), "change " + changeId, reason);
            news.tell(change, state, reason);
        });
        return changes.find(changeId).orElseThrow();
    }

    private void apply(Caller operator, Change change) {
        Kept now = products.find(change.productCode()).orElseThrow(ProblemException::notFound);
        if (now.state() != ProductState.PUBLISHED || now.version() != change.baseVersion()) {
            throw Stepping.changed();
        }
        stepping.rewrite(now, change.sheet(), "CHANGE", operator.accountId(), "change " + change.id());
    }

    /** What is refused is traced too, in a transaction of its own. */
    private void attempt(Caller operator, String act, String subject, Runnable work) {
        try {
            transactions.run(work);
        } catch (ProblemException refused) {
            trail.refused(operator.accountId(), act, subject, refused.code());
            throw refused;
        }
    }
}
