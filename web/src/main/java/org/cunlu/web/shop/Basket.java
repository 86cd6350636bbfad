package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.http.HostCookies;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartDesk;
import org.cunlu.orders.CartView;
import org.cunlu.orders.VisitorBaskets;

/**
 * The cart of whoever asks: an account's, else the one whose token his browser keeps. What a visitor put in is his account's from the
 * first time on that he comes to his cart signed in. How many kinds are in it stands in the browser too, so that no page asks for it.
 */
@Singleton
class Basket {
    private static final String TOKEN = "cunlu-basket";
    private static final String COUNT = "cunlu-basket-count";
    private static final Duration LIFE = Duration.ofDays(30);
    private static final int COUNT_DIGITS = 3;

    private final CartDesk carts;
    private final VisitorBaskets visitors;
    private final ClientAddress addresses;
    private final HostCookies cookies;

    Basket(CartDesk carts, VisitorBaskets visitors, ClientAddress addresses, HostCookies cookies) {
        this.carts = carts;
        this.visitors = visitors;
        this.addresses = addresses;
        this.cookies = cookies;
    }

    /** @param token of a visitor's cart that was begun just now; null for none */
    record Held(CartView cart, @Nullable String token) {}

    /** @return kinds in the cart, as this browser knows */
    long count(HttpRequest<?> request) {
        return cookies.read(request, COUNT)
                .filter(value -> value.length() <= COUNT_DIGITS && value.chars().allMatch(Character::isDigit))
                .filter(value -> !value.isEmpty())
                .map(Long::parseLong)
                .orElse(0L);
    }

    CartView show(HttpRequest<?> request, @Nullable Caller caller) {
        if (caller != null) {
            return carts.show(own(request, caller));
        }
        Optional<String> token = token(request);
        try {
            return token.isEmpty() ? new CartView(List.of(), 0) : visitors.show(token.get());
        } catch (ProblemException gone) {
            return new CartView(List.of(), 0);
        }
    }

    Held put(HttpRequest<?> request, @Nullable Caller caller, String offerId, int pieces, @Nullable String slotId) {
        if (caller != null) {
            return new Held(carts.put(own(request, caller), offerId, pieces, slotId), null);
        }
        if (slotId != null) {
            // What each takes of a live slot is counted: it is for those who are signed in.
            throw ProblemException.unauthenticated();
        }
        Optional<String> token = token(request);
        if (token.isPresent()) {
            try {
                return new Held(visitors.put(token.get(), offerId, pieces), null);
            } catch (ProblemException refusal) {
                if (refusal.status() != 404 || refusal.code().equals("offer-unknown")) {
                    throw refusal;
                }
                // It was too old, or became an account's cart: another is begun.
            }
        }
        String begun = visitors.open(addresses.of(request));
        return new Held(visitors.put(begun, offerId, pieces), begun);
    }

    CartView remove(HttpRequest<?> request, @Nullable Caller caller, String offerId) {
        if (caller != null) {
            String accountId = own(request, caller);
            carts.remove(accountId, offerId);
            return carts.show(accountId);
        }
        token(request).ifPresent(token -> visitors.remove(token, offerId));
        return show(request, null);
    }

    /** @return the account whose cart it is, after what he wanted as a visitor came into it */
    String own(HttpRequest<?> request, Caller caller) {
        caller.require(Role.CONSUMER);
        token(request).ifPresent(token -> {
            try {
                visitors.join(caller.accountId(), token);
            } catch (ProblemException gone) {
                // It is another's by now, or too old.
            }
        });
        return caller.accountId();
    }

    /** The browser keeps how many there are, and the token only while nobody is signed in. */
    <T extends MutableHttpResponse<?>> T kept(
            T answer, HttpRequest<?> request, @Nullable Caller caller, CartView cart, @Nullable String begun) {
        answer.cookie(cookie(COUNT, Integer.toString(cart.lines().size()), LIFE));
        if (begun != null) {
            answer.cookie(cookie(TOKEN, begun, LIFE));
        } else if (caller != null && token(request).isPresent()) {
            answer.cookie(cookie(TOKEN, "", Duration.ZERO));
        }
        return answer;
    }

    private Optional<String> token(HttpRequest<?> request) {
        return cookies.read(request, TOKEN).filter(value -> !value.isEmpty());
    }

    private Cookie cookie(String name, String value, Duration life) {
        return cookies.make(name, value).maxAge(life);
    }
}
