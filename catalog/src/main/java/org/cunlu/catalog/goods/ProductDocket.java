package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.catalog.ProductState;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** Products that wait for the county's look. */
@Singleton
class ProductDocket implements Docket {
    private static final int REASON_MAX = 500;
    private static final String LOOK = "catalog.product-look";

    private final Deciding deciding;
    private final ProductTable products;
    private final StepTable steps;
    private final CatalogKeepers keepers;

    ProductDocket(Deciding deciding, ProductTable products, StepTable steps, CatalogKeepers keepers) {
        this.keepers = keepers;
        this.deciding = deciding;
        this.products = products;
        this.steps = steps;
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    public String kind() {
        return "products";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        keepers.demand(operator, LOOK, "products");
        int size = Page.limit(limit);
        List<Matter> found = products.list(null, ProductState.IN_REVIEW, cursor, size + 1).stream()
                .map(line -> matter(line.code(), line.name(), line.authorShop(), line.state()))
                .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        keepers.demand(operator, LOOK, id);
        Kept kept = products.find(id).orElseThrow(ProblemException::notFound);
        ProductSheet sheet = kept.sheet();
        return new Paper(
                matter(kept.code(), sheet.name(), kept.authorShop(), kept.state()),
                List.of(
                        Fact.text("category", sheet.categoryCode()),
                        Fact.text("brand", sheet.brandCode()),
                        Fact.text(
                                "attributes",
                                String.join(
                                        "；",
                                        sheet.attributes().entrySet().stream()
                                                .map(each -> each.getKey() + " " + each.getValue())
                                                .toList())),
                        Fact.text("pictures", sheet.pictures().size()),
                        Fact.text("description", sheet.description())),
                sheet.skus().stream()
                        .map(sku -> List.of(
                                Fact.text("sku", sku.code()),
                                Fact.text("name", sku.name()),
                                Fact.text("grams", sku.weightGrams()),
                                Fact.code("storage", sku.storageClass())))
                        .toList(),
                steps.of(id).stream()
                        .map(step -> new Past(step.at(), step.actor(), step.to().name(), step.reason()))
                        .toList(),
                answers(kept.state()));
    }

    private static Matter matter(String code, String name, @Nullable String shop, ProductState state) {
        return new Matter(
                code, name, List.of(Fact.text("code", code), Fact.text("seller", shop), Fact.code("state", state)));
    }

    private static List<Answer> answers(ProductState state) {
        return switch (state) {
            case IN_REVIEW -> List.of(Answer.plain("approve"), Answer.reasoned("decline", true));
            case PUBLISHED -> List.of(Answer.reasoned("withdraw", true));
            case WITHDRAWN -> List.of(Answer.reasoned("reinstate", false));
            case DRAFT -> List.of();
        };
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "approve" -> deciding.step(operator, id, Life.APPROVE, null);
            case "decline" -> deciding.step(operator, id, Life.DECLINE, word.why(REASON_MAX));
            case "withdraw" -> deciding.step(operator, id, Life.WITHDRAW, word.why(REASON_MAX));
            case "reinstate" -> deciding.step(operator, id, Life.REINSTATE, word.why(REASON_MAX));
            default -> throw Docket.unknownAnswer();
        }
    }
}
