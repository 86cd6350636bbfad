package org.cunlu.orders.cart;

import jakarta.inject.Singleton;
import org.cunlu.orders.CartView;
import org.cunlu.orders.VisitorBaskets;

/** Visitors' carts for the pages: what the API's doors do. */
@Singleton
class Baskets implements VisitorBaskets {
    private final VisitorCarts carts;
    private final Merging merging;

    Baskets(VisitorCarts carts, Merging merging) {
        this.carts = carts;
        this.merging = merging;
    }

    @Override
    public String open(String address) {
        return carts.begin(address).token();
    }

    @Override
    public CartView show(String token) {
        return carts.show(token);
    }

    @Override
    public CartView put(String token, String offerId, int quantity) {
        return carts.put(token, offerId, quantity);
    }

    @Override
    public void remove(String token, String offerId) {
        carts.remove(token, offerId);
    }

    @Override
    public boolean join(String accountId, String token) {
        return merging.merge(accountId, token).leftOut().isEmpty();
    }
}
