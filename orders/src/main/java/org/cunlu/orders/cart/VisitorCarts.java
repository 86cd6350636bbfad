package org.cunlu.orders.cart;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.CartView;
import org.cunlu.orders.cart.VisitorTable.VisitorCart;

/**
 * Carts of those who are not signed in. Whoever holds the token has the cart; it lives on as long as it is used. A live slot's
 * price is for those who are signed in only, since what each takes of it is counted.
 */
@Singleton
class VisitorCarts {
    private final VisitorTable table;
    private final CartShowing showing;
    private final Offers offers;
    private final Limits limits;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;
    private final Duration life;
    private final Rate perAddress;

    VisitorCarts(
            VisitorTable table,
            CartShowing showing,
            Offers offers,
            Limits limits,
            Transactions transactions,
            Ids ids,
            WallTime time,
            @Value("${cunlu.orders.visitor-cart-life:30d}") Duration life,
            @Value("${cunlu.orders.visitor-carts-per-day:300}") int perDay) {
        this.table = table;
        this.showing = showing;
        this.offers = offers;
        this.limits = limits;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
        this.life = life;
        this.perAddress = new Rate("carts.address", perDay, Duration.ofDays(1));
    }

    /** @param token told this once; it goes into the header {@code Visitor-Cart} */
    @Serdeable
    record Begun(String token, Instant expiresAt) {
        /** Hides the token from logs. */
        @Override
        public String toString() {
            return "Begun";
        }
    }

    Begun begin(String address) {
        long wait = limits.secondsToWait(Map.of(perAddress, address));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-carts", "今天新建的购物车过多 · Too many carts today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        Unguessable token = Unguessable.next();
        Instant now = time.now();
        Instant expiresAt = now.plus(life).truncatedTo(ChronoUnit.MILLIS);
        transactions.run(() -> table.insert(ids.next(), token, now, expiresAt));
        return new Begun(token.text(), expiresAt);
    }

    CartView show(@Nullable String token) {
        Unguessable known = known(token);
        List<KeptLine> lines = transactions.read(() ->
                table.lines(own(table.find(known, time.now()).orElse(null)).cartId()));
        return showing.show(lines, Map.of());
    }

    CartView put(@Nullable String token, String offerId, int quantity) {
        Unguessable known = known(token);
        Offer offer = Wanted.check(offers, offerId, quantity);
        var line = new KeptLine(new CartLine(offerId, quantity), offer.priceFen());
        return showing.show(
                transactions.run(() -> {
                    Instant now = time.now();
                    VisitorCart cart = own(table.lock(known, now).orElse(null));
                    if (!table.put(cart.cartId(), line, CartKeeping.LINES_MAX, now)) {
                        throw Wanted.full();
                    }
                    table.expireAt(cart.cartId(), now.plus(life));
                    return table.lines(cart.cartId());
                }),
                Map.of(offerId, offer));
    }

    void remove(@Nullable String token, String offerId) {
        Unguessable known = known(token);
        transactions.run(() -> {
            Instant now = time.now();
            VisitorCart cart = own(table.lock(known, now).orElse(null));
            table.remove(cart.cartId(), offerId);
            table.expireAt(cart.cartId(), now.plus(life));
        });
    }

    int sweep(int limit) {
        return transactions.run(() -> table.sweep(time.now(), limit));
    }

    /** @throws ProblemException 404 for what cannot be a token */
    static Unguessable known(@Nullable String token) {
        var given = new Unguessable(token == null ? "" : token);
        if (!given.wellFormed()) {
            throw ProblemException.notFound();
        }
        return given;
    }

    /** @throws ProblemException 404 for none, and for one that an account has now */
    private static VisitorCart own(@Nullable VisitorCart cart) {
        if (cart == null || cart.mergedInto() != null) {
            throw ProblemException.notFound();
        }
        return cart;
    }
}
