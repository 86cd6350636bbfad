package org.cunlu.app.play;

import java.util.List;
import java.util.Map;
import org.cunlu.app.play.Market.Goods;
import org.cunlu.app.play.Market.Village;
import org.cunlu.app.play.Purchase.Wish;

/** What the people of the three stories want. */
final class Wishes {
    /** A township code is the first nine digits of a village's. */
    private static final int TOWNSHIP_DIGITS = 9;

    private final Market market;

    Wishes(Market market) {
        this.market = market;
    }

    /** The same oranges for all, to a city outside. */
    List<Wish> outside(List<Person> buyers) {
        Goods oranges = fromAVillage("忠橙");
        Map<String, Object> shanghai = Map.of("outside", Map.of("province", "上海市", "city", "上海市"));
        return buyers.stream()
                .map(buyer -> new Wish(buyer, Map.of(oranges.offer(), 1), shanghai, "ONLINE"))
                .toList();
    }

    Wish daily(Person buyer) {
        var wants = Map.of(
                fromTheHub("大米").offer(),
                2,
                fromTheHub("洗衣").offer(),
                1,
                fromTheHub("种子").offer(),
                1);
        Village home = market.villages("马灌镇").stream()
                .filter(village -> village.station().length() > TOWNSHIP_DIGITS)
                .findFirst()
                .orElseThrow(() -> new Unplayable("no village station in 马灌镇"));
        return new Wish(buyer, wants, Map.of("villageCode", home.code()), "CASH_AT_PICKUP");
    }

    /** A crate of a shop's oranges, to another village station of its township. */
    Wish crate(Person buyer, String shop) {
        for (Goods goods : market.find("忠橙", "UP")) {
            if (!goods.seller().equals(shop)) {
                continue;
            }
            String source = goods.sources().getFirst();
            String township = source.substring(0, TOWNSHIP_DIGITS);
            var neighbour = market.villages(township).stream()
                    .filter(village -> !village.station().equals(source)
                            && village.station().startsWith(township)
                            && village.station().length() > TOWNSHIP_DIGITS)
                    .findFirst();
            if (neighbour.isPresent()) {
                return new Wish(
                        buyer,
                        Map.of(goods.offer(), 1),
                        Map.of("villageCode", neighbour.get().code()),
                        "ONLINE");
            }
        }
        throw new Unplayable("shop " + shop + " has no neighbour station in its township");
    }

    /** Goods of a village seller, to another village station of his township. */
    Wish neighbour(Person buyer) {
        for (Goods goods : market.find("", "UP")) {
            String source = goods.sources().getFirst();
            if (source.length() <= TOWNSHIP_DIGITS) {
                continue;
            }
            String township = source.substring(0, TOWNSHIP_DIGITS);
            var neighbour = market.villages(township).stream()
                    .filter(village -> !village.station().equals(source))
                    .filter(village -> village.station().startsWith(township)
                            && village.station().length() > TOWNSHIP_DIGITS)
                    .findFirst();
            if (neighbour.isPresent()) {
                return new Wish(
                        buyer,
                        Map.of(goods.offer(), 1),
                        Map.of("villageCode", neighbour.get().code()),
                        "ONLINE");
            }
        }
        throw new Unplayable("no seller has a neighbour station in his township");
    }

    private Goods fromAVillage(String words) {
        return market.find(words, "UP").stream()
                .filter(goods -> goods.sources().getFirst().length() > TOWNSHIP_DIGITS)
                .findFirst()
                .orElseThrow(() -> new Unplayable("no village sells " + words));
    }

    private Goods fromTheHub(String words) {
        return market.find(words, "DOWN").stream()
                .filter(goods -> goods.sources().stream().anyMatch(node -> node.length() < TOWNSHIP_DIGITS))
                .findFirst()
                .orElseThrow(() -> new Unplayable("the hub does not sell " + words));
    }
}
