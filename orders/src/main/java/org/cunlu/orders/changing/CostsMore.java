package org.cunlu.orders.changing;

import org.cunlu.orders.OrderChanges.Changed;

/** Ends a transaction of which nothing is kept: its buyer has not paid for what it would come to. */
final class CostsMore extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Changed changed;

    CostsMore(Changed changed) {
        super("costs more", null, false, false);
        this.changed = changed;
    }

    /** @return what it would come to */
    Changed changed() {
        return changed;
    }
}
