package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CartView;
import org.cunlu.orders.CounterOrders;
import org.cunlu.orders.CounterOrders.Shown;
import org.cunlu.search.Search;

/** What may be put into a villager's cart: what is searched for, or what is bought here often. */
@Singleton
class CounterGoods {
    private static final int GOODS = 12;
    private static final int WORDS_MAX = 60;

    private final CounterOrders counter;
    private final Offers offers;
    private final Search search;
    private final Posts posts;

    CounterGoods(CounterOrders counter, Offers offers, Search search, Posts posts) {
        this.counter = counter;
        this.offers = offers;
        this.search = search;
        this.posts = posts;
    }

    /** @param q words searched for; blank for what is bought often */
    Map<String, Object> facts(Caller caller, Shown shown, @Nullable String q) {
        String station = shown.assisted().nodeCode();
        String words = q == null ? "" : q.strip();
        words = words.substring(0, Math.min(words.length(), WORDS_MAX));
        CartView cart = shown.cart() == null ? new CartView(List.of(), 0) : shown.cart();
        Map<String, Integer> has =
                cart.lines().stream().collect(Collectors.toMap(CartView.Line::offerId, CartView.Line::quantity));
        List<Offer> often = words.isEmpty() ? counter.often(caller, station, GOODS) : List.of();
        var facts = new HashMap<String, Object>();
        facts.put("post", posts.of(caller, station));
        facts.put("one", shown.assisted());
        facts.put("cart", cart);
        facts.put("known", offers.find(has.keySet()));
        facts.put("has", has);
        facts.put("q", words);
        facts.put("goods", List.copyOf(goods(shown, words, often).values()));
        return facts;
    }

    /** Where little was ordered here yet, what sells best of what comes to this village. */
    private Map<String, Offer> goods(Shown shown, String words, List<Offer> often) {
        var all = new LinkedHashMap<String, Offer>();
        often.forEach(offer -> all.put(offer.id(), offer));
        if (all.size() < GOODS) {
            search.find(query(shown.assisted().villageCode(), words)).items().stream()
                    .limit(GOODS - all.size())
                    .forEach(offer -> all.putIfAbsent(offer.id(), offer));
        }
        return all;
    }

    private static Search.Query query(String village, String words) {
        return new Search.Query(
                words.isEmpty() ? null : words,
                null,
                null,
                null,
                Search.Narrowing.NONE,
                words.isEmpty() ? Search.Sort.BEST_SELLING : null,
                null,
                GOODS,
                new Search.Manner(new Search.Destination(village, true, null), true, false));
    }
}
