package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.cunlu.catalog.InputRegister;
import org.cunlu.catalog.ProductPublished;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ProductWithdrawn;
import org.cunlu.catalog.TouchedOffers;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Takes a step or rewrites a sheet, with all that goes along: history, event, trail, and the offers that look different. */
@Singleton
class Stepping {
    private final ProductTable products;
    private final ManyProducts many;
    private final StepTable steps;
    private final TouchedOffers offers;
    private final InputRegister inputs;
    private final Outbox outbox;
    private final Trail trail;
    private final Clock clock;

    Stepping(
            ProductTable products,
            ManyProducts many,
            StepTable steps,
            TouchedOffers offers,
            InputRegister inputs,
            Outbox outbox,
            Trail trail,
            Clock clock) {
        this.products = products;
        this.many = many;
        this.steps = steps;
        this.offers = offers;
        this.inputs = inputs;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /** Joins the caller's transaction. @throws ProblemException {@code product-state}, {@code product-changed}, as {@link InputRegister} */
    void take(Kept now, Life act, String actor, @Nullable String reason) {
        act.from(now.state());
        if (!products.step(now, act.to())) {
            throw changed();
        }
        keep(now, act.to(), act.name(), actor, reason);
        if (act.to() == ProductState.IN_REVIEW || act.to() == ProductState.PUBLISHED) {
            inputs.demand(now.code());
        }
        if (act.to() == ProductState.PUBLISHED) {
            outbox.append(new ProductPublished(now.code(), now.version() + 1));
        }
        if (now.state() == ProductState.PUBLISHED) {
            outbox.append(new ProductWithdrawn(now.code(), now.version() + 1));
        }
        if (act.to() == ProductState.PUBLISHED || now.state() == ProductState.PUBLISHED) {
            offers.touch(now.code());
        }
    }

    /** Joins the caller's transaction. @param act EDIT or CHANGE @throws ProblemException {@code product-changed} */
    void rewrite(Kept now, ProductSheet sheet, String act, String actor, @Nullable String reason) {
        if (!products.rewrite(now, sheet)) {
            throw changed();
        }
        keep(now, now.state(), act, actor, reason);
        if (now.state() == ProductState.PUBLISHED) {
            if (!sheet.categoryCode().equals(now.sheet().categoryCode())) {
                inputs.demand(now.code());
            }
            outbox.append(new ProductPublished(now.code(), now.version() + 1));
            offers.touch(now.code());
        }
    }

    /**
     * As {@link #rewrite} of many that the caller has locked and of which he changes but {@link ManyProducts#describe what is said}; joins
     * his transaction.
     * @param act EDIT, CHANGE or IMPORT
     */
    void describe(List<ManyProducts.Described> all, String act, String actor) {
        many.describe(all);
        var kept = new LinkedHashMap<String, StepTable.Step>();
        var effects = new ArrayList<Trail.Effect>();
        for (ManyProducts.Described each : all) {
            Kept now = each.now();
            long version = now.version() + 1;
            kept.put(
                    now.code(),
                    new StepTable.Step(version, now.state(), now.state(), act, actor, null, clock.instant()));
            effects.add(new Trail.Effect(
                    now.code(), now.state() + ", version " + now.version(), now.state() + ", version " + version));
        }
        steps.keepAll(kept);
        trail.recordAll(actor, "catalog.product-" + act.toLowerCase(Locale.ROOT), effects);
        List<Kept> published = all.stream()
                .map(ManyProducts.Described::now)
                .filter(now -> now.state() == ProductState.PUBLISHED)
                .toList();
        outbox.appendAll(published.stream()
                .map(now -> new ProductPublished(now.code(), now.version() + 1))
                .toList());
        if (!published.isEmpty()) {
            offers.touchAll(published.stream().map(Kept::code).toList());
        }
    }

    /** Joins the caller's transaction. */
    void begin(Kept made, String actor) {
        products.insert(made);
        steps.keep(
                made.code(),
                new StepTable.Step(made.version(), null, made.state(), "WRITE", actor, null, clock.instant()));
        trail.record(actor, "catalog.product-write", made.code(), null, made.state() + ", version " + made.version());
    }

    private void keep(Kept now, ProductState to, String act, String actor, @Nullable String reason) {
        long version = now.version() + 1;
        steps.keep(now.code(), new StepTable.Step(version, now.state(), to, act, actor, reason, clock.instant()));
        trail.record(
                actor,
                "catalog.product-" + act.toLowerCase(Locale.ROOT),
                now.code(),
                now.state() + ", version " + now.version(),
                to + ", version " + version + (reason == null ? "" : ": " + reason));
    }

    static ProblemException changed() {
        return ProblemException.of(
                409, "product-changed", "该商品刚被改动 · The product was changed meanwhile", "请刷新后重试 · Look at it again");
    }
}
