package org.cunlu.orders.sourcing;

/** One thing by which plans differ. Of rules in their order the first difference decides. */
interface SourceRule {
    /** @return the less, the better */
    long of(Plan plan);

    /** @return what no plan that grows out of this one falls below */
    default long atLeast(Plan growing) {
        return of(growing);
    }
}
