package org.cunlu.orders;

import java.util.List;

/** Attempts to pay, for whoever shows a group. */
public interface Payments {
    /** @return of a group, the oldest first */
    List<PaymentView> of(String groupId);
}
