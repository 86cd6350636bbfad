package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.web.QrSquare;

/**
 * A request as its buyer follows it.
 * @param goods what it is about, a line each
 * @param lead what is to be done next, in words
 * @param handInAt stations where the goods may be handed in, the nearest first
 * @param code of the goods to hand in, as the keeper scans it; null when there is nothing to hand in
 * @param way of the parcel that goes home, the newest step first
 */
public record AfterPage(
        AfterSales.View request,
        List<String> goods,
        String lead,
        List<String> handInAt,
        @Nullable QrSquare code,
        List<OrderPage.Step> way) {
    /** @return whether the buyer may go to the county now */
    public boolean disputable() {
        return (request.state() == State.OFFERED || request.state() == State.DECLINED)
                && request.state().leadsTo(State.DISPUTED);
    }

    /** @return whether asking to take it back makes sense; whether it may be is decided there */
    public boolean withdrawable() {
        return request.state().leadsTo(State.WITHDRAWN) && request.barcode() == null;
    }
}
