package org.cunlu.catalog.goods;

import static org.cunlu.catalog.ProductState.DRAFT;
import static org.cunlu.catalog.ProductState.IN_REVIEW;
import static org.cunlu.catalog.ProductState.PUBLISHED;
import static org.cunlu.catalog.ProductState.WITHDRAWN;

import java.util.Arrays;
import java.util.List;
import org.cunlu.catalog.ProductState;
import org.cunlu.kernel.problem.ProblemException;

/** The allowed steps of a product's life; what is not named here does not happen. */
enum Life {
    SUBMIT(IN_REVIEW, DRAFT, WITHDRAWN),
    RECALL(DRAFT, IN_REVIEW),
    APPROVE(PUBLISHED, IN_REVIEW),
    DECLINE(DRAFT, IN_REVIEW),
    WITHDRAW(WITHDRAWN, PUBLISHED),
    REINSTATE(PUBLISHED, WITHDRAWN);

    private final ProductState to;
    private final List<ProductState> from;

    Life(ProductState to, ProductState... from) {
        this.to = to;
        this.from = Arrays.asList(from);
    }

    ProductState to() {
        return to;
    }

    /** @throws ProblemException {@code product-state} when it cannot be done now */
    void from(ProductState state) {
        if (!from.contains(state)) {
            throw ProblemException.of(
                            409, "product-state", "商品当前状态不能这样操作 · Not possible in the product's present state", null)
                    .fact("state", state);
        }
    }
}
