package org.cunlu.catalog.inputs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRegister;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.catalog.TouchedOffers;
import org.cunlu.catalog.inputs.RegistrationTable.Product;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** Who says by what number a product is registered: its author while nobody buys it, the county at any time. */
@Singleton
class Registering implements InputRegister {
    static final String ACT = "catalog.input-registered";

    private final RegistrationTable table;
    private final TouchedOffers touched;
    private final ControlledOffers controlled;
    private final ShopPeople people;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Registering(
            RegistrationTable table,
            TouchedOffers touched,
            ControlledOffers controlled,
            ShopPeople people,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.touched = touched;
        this.controlled = controlled;
        this.people = people;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void demand(String productCode) {
        transactions.require();
        Product product = table.lockProduct(productCode).orElseThrow(ProblemException::notFound);
        if (product.typeKind() != null && product.typeKind() != product.kind()) {
            throw ProblemException.of(
                    409,
                    "input-category-wrong",
                    "农资类型与类目不符 · Its type is one of a farm input and its category is not",
                    "请改类目 · Choose the category of that input");
        }
        if (product.kind() == null) {
            return;
        }
        if (product.kind() == InputKind.PESTICIDE && !table.hazardous(productCode)) {
            throw ProblemException.of(
                    409,
                    "pesticide-not-hazardous",
                    "农药的储存类别须为危险品 · A pesticide is kept as hazardous goods",
                    "请改每个 SKU 的储存类别 · Change the storage class of each SKU");
        }
        Registration said = table.find(productCode)
                .filter(each -> each.kind() == product.kind())
                .orElseThrow(() -> ProblemException.of(
                        409,
                        "registration-missing",
                        "农资须先填登记证号 · A farm input needs its registration first",
                        "PUT /api/seller/products/{code}/registration"));
        LocalDate today = today();
        if (said.withdrawn() || today.isBefore(said.validFrom()) || today.isAfter(said.validUntil())) {
            throw ProblemException.of(
                    409, "registration-not-valid", "登记证已过期、未生效或已撤销 · The registration is not valid today", null);
        }
    }

    /** @throws ProblemException {@code product-published} once others rely on it; another's is as if it were not there */
    Registration saidByAuthor(Caller seller, Registration said) {
        return attempt(seller.accountId(), said.productCode(), () -> {
            Product product = own(seller, said.productCode());
            if (product.state() == ProductState.PUBLISHED || product.state() == ProductState.IN_REVIEW) {
                boolean same = table.find(product.code())
                        .filter(before -> before.saysTheSame(said))
                        .isPresent();
                if (!same) {
                    throw ProblemException.of(
                            409,
                            "product-published",
                            "商品已提交或上架，登记信息只能由县里改 · It is in review or on sale: the county changes its registration",
                            "请联系县运营人员，或先撤回商品 · Ask the county, or take the product back first");
                }
            }
            demandStrictness(product, said);
            return keep(product, said, seller.accountId());
        });
    }

    /** What was on sale as restricted, or was not, is the county's to change: buyers were asked, or not asked, by it. */
    private void demandStrictness(Product product, Registration said) {
        boolean other = product.state() == ProductState.WITHDRAWN
                && table.find(product.code())
                        .filter(before -> before.restricted() != said.restricted()
                                || before.toxicity() != said.toxicity()
                                || before.kind() != said.kind())
                        .isPresent();
        if (other) {
            throw ProblemException.of(
                    409,
                    "restriction-settled",
                    "曾上架商品的毒性与限用标记只能由县里改 · It was on sale: the county changes its toxicity and restriction",
                    "请联系县运营人员 · Ask the county");
        }
    }

    Registration saidByCounty(Caller operator, Registration said) {
        return attempt(operator.accountId(), said.productCode(), () -> {
            Product product = known(said.productCode());
            people.demandStranger(operator, product.authorShop(), null);
            return keep(product, said, operator.accountId());
        });
    }

    /** Joins the caller's transaction. @return what stands now; its version is 1 when it is new */
    Registration keep(Product product, Registration said, String actor) {
        if (product.kind() != said.kind()) {
            throw ProblemException.invalid(
                    "kind", "kind-wrong", "与商品类目不符 · Not the kind of the product's category: " + product.kind());
        }
        RegistrationRules.check(said, today());
        Optional<Registration> before = table.find(product.code());
        if (before.isEmpty()) {
            table.insert(said);
        } else if (!before.get().saysTheSame(said)) {
            changed(before.get(), said.as(before.get().withdrawn(), 0));
        } else {
            return before.get();
        }
        Registration now = table.find(product.code()).orElseThrow();
        trail.record(actor, ACT, product.code(), before.map(Registration::said).orElse(null), now.said());
        tell(product);
        return now;
    }

    /** Takes all offers of it off sale, or lets them back, at once. Safe to repeat. */
    Registration withdraw(Caller operator, String productCode, boolean withdrawn, String reason) {
        return attempt(operator.accountId(), productCode, () -> {
            Product product = known(productCode);
            Registration before = table.find(productCode).orElseThrow(ProblemException::notFound);
            if (!withdrawn) {
                people.demandStranger(operator, product.authorShop(), null);
            }
            if (before.withdrawn() != withdrawn) {
                changed(before, before.as(withdrawn, 0));
                trail.record(
                        operator.accountId(),
                        withdrawn ? "catalog.input-withdrawn" : "catalog.input-reinstated",
                        productCode,
                        before.said(),
                        reason);
                tell(product);
            }
            return table.find(productCode).orElseThrow();
        });
    }

    Registration own(Caller seller, String productCode, boolean alsoOffering) {
        return transactions.read(() -> {
            boolean may = alsoOffering && table.offeredBy(productCode, ShopRight.GOODS.shops(seller));
            return table.find(productCode)
                    .filter(found -> may || own(seller, productCode) != null)
                    .orElseThrow(ProblemException::notFound);
        });
    }

    List<Registration> after(String productCode, int count) {
        return transactions.read(() -> table.after(productCode, count));
    }

    Product known(String productCode) {
        return table.lockProduct(productCode).orElseThrow(ProblemException::notFound);
    }

    private Product own(Caller seller, String productCode) {
        List<String> shops = ShopRight.GOODS.shops(seller);
        return table.lockProduct(productCode)
                .filter(product -> product.authorShop() != null && shops.contains(product.authorShop()))
                .orElseThrow(ProblemException::notFound);
    }

    private void changed(Registration before, Registration after) {
        if (!table.change(before, after)) {
            throw ProblemException.of(
                    409,
                    "registration-changed",
                    "登记信息刚被改动 · The registration was changed meanwhile",
                    "请刷新后重试 · Look again");
        }
    }

    /** The offers look different, and may be on sale or not. */
    private void tell(Product product) {
        if (product.state() == ProductState.PUBLISHED) {
            touched.touch(product.code());
        }
        controlled.tell();
    }

    private Registration attempt(String actor, String subject, java.util.function.Supplier<Registration> work) {
        try {
            return transactions.run(work::get);
        } catch (ProblemException refused) {
            trail.refused(actor, ACT, subject, refused.code());
            throw refused;
        }
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }
}
