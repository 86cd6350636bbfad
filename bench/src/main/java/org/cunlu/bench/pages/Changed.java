package org.cunlu.bench.pages;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Operator;
import org.cunlu.bench.calling.Seller;
import org.cunlu.bench.calling.Wire;

/** One product of the demo's seller, whose price he changes and which the county takes off sale, and whoever looks at its page. */
final class Changed implements AutoCloseable {
    private static final Map<String, Object> WHY = Map.of("reason", "压测 bench");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final Seller seller;
    private final Operator operator;
    private final Wire wire;
    private final String offerId;
    private final String code;
    private final long priceFen;
    private final Duration looked;

    private Changed(Seller seller, Operator operator, Wire wire, Market.Shelf shelf, Duration looked) {
        this.seller = seller;
        this.operator = operator;
        this.wire = wire;
        this.offerId = shelf.goods().offerId();
        this.priceFen = shelf.priceFen();
        this.looked = looked;
        this.code = json("/api/shop/offers/" + offerId).get("productCode").getStringValue();
    }

    /** @param looked for how long after a change its page is looked at */
    static Changed prepare(Address address, Duration looked) {
        try (var market = new Market(address)) {
            Market.Shelf shelf = market.shelves(Seller.SHOP).stream()
                    .findFirst()
                    .orElseThrow(() -> new BrokenOff("商家没有在售商品 · The seller has nothing on sale: is the demo loaded?"));
            return new Changed(Seller.signIn(address), Operator.of(address), new Wire(address), shelf, looked);
        }
    }

    /**
     * How long a page was old.
     * @param millis from the answer to the change until the last old page had come, 0 when none did
     * @param seen whether the new page came at all while it was looked for
     */
    record Age(long millis, boolean seen) {}

    /** @param more fen above what it costs ordinarily */
    Age priced(long more) {
        long wanted = priceFen + more;
        try {
            seller.price(offerId, wanted).must("价格改不了 · The price cannot be changed");
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
        return age(page -> price(page) == wanted);
    }

    Age withdrawn() {
        return stepped("withdraw", page -> !page.get("onSale").getBooleanValue());
    }

    Age reinstated() {
        return stepped("reinstate", page -> page.get("onSale").getBooleanValue());
    }

    private Age stepped(String step, Predicate<JsonNode> now) {
        operator.post("/api/county/products/" + code + "/" + step, WHY)
                .must("商品上下架不成 · The product cannot be moved: " + step);
        return age(now);
    }

    private Age age(Predicate<JsonNode> now) {
        long changed = System.nanoTime();
        long old = changed;
        boolean seen = false;
        while (System.nanoTime() - changed < looked.toNanos()) {
            boolean shown = now.test(json("/api/shop/products/" + code));
            // One that is old again after a new one counts too.
            old = shown ? old : System.nanoTime();
            seen = shown;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return new Age(TimeUnit.NANOSECONDS.toMillis(old - changed), seen);
    }

    private long price(JsonNode page) {
        for (JsonNode sku : page.get("skus").values()) {
            JsonNode offers = sku.get("offers");
            for (JsonNode offer : offers == null ? List.<JsonNode>of() : offers.values()) {
                if (offer.get("offerId").getStringValue().equals(offerId)) {
                    return offer.get("priceFen").getLongValue();
                }
            }
        }
        return 0;
    }

    private JsonNode json(String path) {
        try {
            return wire.send("GET", path, "", null)
                    .must("问不到 · Cannot be asked: " + path)
                    .json();
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        seller.close();
        operator.close();
        wire.close();
    }
}
