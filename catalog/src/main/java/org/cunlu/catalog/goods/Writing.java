package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ShopRight;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** What sellers do with products: write, edit, propose, submit, withdraw. Another's is answered as one that does not exist. */
@Singleton
class Writing {
    private final ProductTable products;
    private final ChangeTable changes;
    private final SheetRules rules;
    private final Stepping stepping;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Writing(
            ProductTable products,
            ChangeTable changes,
            SheetRules rules,
            Stepping stepping,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.products = products;
        this.changes = changes;
        this.rules = rules;
        this.stepping = stepping;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Writes a new product, edits one that is not published, or proposes a change of one that is. The same again changes nothing.
     * @param shop in whose name; null when the caller has one only
     * @throws ProblemException {@code product-invalid}, {@code product-code-taken}, {@code sku-code-taken}, {@code sku-fixed},
     *     {@code product-state}, {@code product-changed}, {@code change-open}, {@code shop-missing}
     */
    Kept write(Caller seller, String code, ProductSheet wanted, @Nullable String shop) {
        ProductSheet sheet = rules.checked(code, wanted);
        transactions.run(() -> {
            Optional<Kept> known = products.find(code);
            if (known.isEmpty()) {
                stepping.begin(
                        new Kept(code, ShopRight.GOODS.shop(seller, shop), ProductState.DRAFT, 1, sheet),
                        seller.accountId());
                return;
            }
            Kept now = known.get();
            requireMay(seller, now, true);
            onlyAddedTo(now.sheet(), sheet);
            if (now.state() == ProductState.PUBLISHED) {
                propose(seller, now, sheet, shop);
            } else if (now.state() == ProductState.IN_REVIEW) {
                Life.SUBMIT.from(now.state());
            } else if (!now.sheet().equals(sheet)) {
                stepping.rewrite(now, sheet, "EDIT", seller.accountId(), null);
            }
        });
        return read(seller, code);
    }

    private void propose(Caller seller, Kept now, ProductSheet sheet, @Nullable String shop) {
        Optional<Change> open = changes.openOf(now.code());
        boolean known = open.filter(change -> change.sheet().equals(sheet) && change.baseVersion() == now.version())
                .isPresent();
        if (known || (open.isEmpty() && now.sheet().equals(sheet))) {
            return;
        }
        String id = ids.next();
        changes.insert(new Change(
                id,
                now.code(),
                ShopRight.GOODS.shop(seller, shop),
                now.version(),
                now.sheet(),
                sheet,
                Change.State.PROPOSED,
                seller.accountId(),
                clock.instant(),
                null,
                null,
                null));
        trail.record(
                seller.accountId(),
                "catalog.change-propose",
                now.code(),
                "version " + now.version(),
                "change " + id + ", fields " + Diff.of(now.sheet(), sheet).size());
    }

    Kept step(Caller seller, String code, Life act) {
        transactions.run(() -> {
            Kept now = products.find(code).orElseThrow(ProblemException::notFound);
            requireMay(seller, now, false);
            if (now.state() != act.to()) {
                stepping.take(now, act, seller.accountId(), null);
            }
        });
        return read(seller, code);
    }

    /** Takes an undecided change back; when there is none, nothing is changed. */
    Kept retract(Caller seller, String code) {
        transactions.run(() -> {
            Kept now = products.find(code).orElseThrow(ProblemException::notFound);
            requireMay(seller, now, true);
            List<String> shops = ShopRight.GOODS.shops(seller);
            changes.openOf(code)
                    .filter(change -> shops.contains(change.shop()))
                    .filter(change -> changes.decide(
                            change.id(), Change.State.RETRACTED, seller.accountId(), clock.instant(), null))
                    .ifPresent(change -> trail.record(
                            seller.accountId(), "catalog.change-retract", code, "change " + change.id(), null));
        });
        return read(seller, code);
    }

    Kept read(Caller seller, String code) {
        Kept kept = products.find(code).orElseThrow(ProblemException::notFound);
        requireMay(seller, kept, true);
        return kept;
    }

    /** @param alsoOffering whether it is enough to offer what the county put into the catalogue */
    private void requireMay(Caller seller, Kept kept, boolean alsoOffering) {
        List<String> shops = ShopRight.GOODS.shops(seller);
        boolean author = kept.authorShop() != null && shops.contains(kept.authorShop());
        boolean offers = alsoOffering && kept.authorShop() == null && products.offeredBy(kept.code(), shops);
        if (!author && !offers) {
            throw ProblemException.notFound();
        }
    }

    /** Stock and open orders rest on what a SKU is, so none goes and whether its lots are followed stays. */
    private static void onlyAddedTo(ProductSheet standing, ProductSheet next) {
        for (SkuSheet each : standing.skus()) {
            boolean stays = next.skus().stream()
                    .anyMatch(sku -> sku.code().equals(each.code()) && sku.lotTracked() == each.lotTracked());
            if (!stays) {
                throw ProblemException.of(
                                409,
                                "sku-fixed",
                                "已有 SKU 不能删除，也不能改变批次管理 · A SKU stays, and so does whether its lots are tracked",
                                "请下架其报价 · Withdraw its offers instead")
                        .fact("skuCode", each.code());
            }
        }
    }
}
