package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/** What can be bought, and where to, as anybody may ask. */
public final class Market implements AutoCloseable {
    private static final int PAGES_MAX = 5;
    private static final int SHELF_PAGES_MAX = 10;

    private final Wire wire;

    public Market(Address address) {
        this.wire = new Wire(address);
    }

    /** An offer that is on sale. @param nodes how many nodes serve it */
    public record Goods(String offerId, String name, int quantityMin, int quantityMax, int nodes) {}

    /**
     * How much there is of an offer.
     * @param pieces exactly when {@code exact}, else at least
     */
    public record There(long pieces, boolean exact) {}

    /** @param direction DOWN or UP  @return what is sold by the piece, at most five pages of it */
    public List<Goods> goods(String direction) {
        var goods = new ArrayList<Goods>();
        offers("&direction=" + direction, item -> {
            if (item.get("onSale").getBooleanValue() && item.get("quantityMin").getIntValue() == 1) {
                goods.add(new Goods(
                        item.get("id").getStringValue(),
                        item.get("sku").get("name").getStringValue(),
                        item.get("quantityMin").getIntValue(),
                        item.get("quantityMax").getIntValue(),
                        item.get("sourceNodes").size()));
            }
        });
        return goods;
    }

    /** @return codes of products that have offers, each once, at most those of five pages of offers */
    public List<String> products() {
        var codes = new LinkedHashSet<String>();
        offers("", item -> codes.add(item.get("productCode").getStringValue()));
        return List.copyOf(codes);
    }

    /** @return a node that serves the first offer there is */
    public String sourceNode() {
        var nodes = new LinkedHashSet<String>();
        offers(
                "&direction=DOWN",
                item -> item.get("sourceNodes").values().forEach(node -> nodes.add(node.getStringValue())));
        return nodes.stream()
                .findFirst()
                .orElseThrow(() -> new BrokenOff("没有在售商品 · Nothing is on sale: is the demo county loaded?"));
    }

    private void offers(String narrowed, Consumer<JsonNode> each) {
        offers(PAGES_MAX, narrowed, each);
    }

    private void offers(int pages, String narrowed, Consumer<JsonNode> each) {
        String cursor = "";
        for (int page = 0; page < pages && cursor != null; page++) {
            JsonNode found = get("/api/shop/offers?limit=100&together=false" + narrowed + cursor);
            found.get("items").values().forEach(each);
            JsonNode next = found.get("next");
            cursor = next == null || !next.isString() ? null : "&cursor=" + next.getStringValue();
        }
    }

    /** A shop's offer where it lies. */
    public record Shelf(Goods goods, String node, long priceFen) {}

    /** @return what a shop has on sale at one node each, at most a hundred */
    public List<Shelf> shelves(String sellerCode) {
        var shelves = new ArrayList<Shelf>();
        for (String direction : List.of("UP", "DOWN")) {
            get("/api/shop/offers?limit=100&together=false&direction=" + direction)
                    .get("items")
                    .values()
                    .forEach(item -> {
                        if (sellerCode.equals(item.get("sellerCode").getStringValue())
                                && item.get("onSale").getBooleanValue()
                                && item.get("sourceNodes").size() == 1) {
                            shelves.add(shelf(item));
                        }
                    });
        }
        return shelves;
    }

    /** @param skuPrefix how the codes of its SKUs begin  @return what the shop has on sale of them, at most a thousand */
    public List<Shelf> shelvesOf(String sellerCode, String skuPrefix) {
        var shelves = new ArrayList<Shelf>();
        offers(SHELF_PAGES_MAX, "&seller=" + sellerCode, item -> {
            JsonNode sku = item.get("sku");
            if (sku.get("code").getStringValue().startsWith(skuPrefix)
                    && item.get("onSale").getBooleanValue()) {
                shelves.add(shelf(item));
            }
        });
        return shelves;
    }

    private static Shelf shelf(JsonNode item) {
        return new Shelf(
                new Goods(
                        item.get("id").getStringValue(),
                        item.get("sku").get("name").getStringValue(),
                        item.get("quantityMin").getIntValue(),
                        item.get("quantityMax").getIntValue(),
                        item.get("sourceNodes").size()),
                item.get("sourceNodes").get(0).getStringValue(),
                item.get("priceFen").getLongValue());
    }

    /** @return codes of villages that a station serves */
    public List<String> villages() {
        var villages = new ArrayList<String>();
        get("/api/shop/villages?limit=100").get("items").values().forEach(village -> {
            JsonNode station = village.get("stationCode");
            if (station != null && station.isString()) {
                villages.add(village.get("code").getStringValue());
            }
        });
        if (villages.isEmpty()) {
            throw new BrokenOff("没有可送达的村 · No village is served: is the demo county loaded?");
        }
        return villages;
    }

    /**
     * Asks for as much as an order may have: the refusal tells how much there is. Changes nothing but the buyer's cart,
     * which is empty afterwards.
     */
    public static There there(Buyer buyer, Goods goods) {
        try {
            buyer.putInCart(goods.offerId(), goods.quantityMax()).must("放不进购物车 · It cannot be put in the cart");
            Answer quote = buyer.quote();
            buyer.takeOutOfCart(goods.offerId()).must("拿不出购物车 · It cannot be taken out of the cart");
            return switch (quote.code()) {
                case "sold-out" -> new There(quote.fact("available", 0), true);
                // Told of so many pieces that they are too heavy for a van: then they are there.
                case "no-delivery" -> new There(goods.quantityMax(), false);
                default -> {
                    quote.must("没有报价 · There is no quote");
                    yield new There(goods.quantityMax(), false);
                }
            };
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    private JsonNode get(String path) {
        return Buyer.call(wire, "GET", path, "", null)
                .must("问不到 · Cannot be asked: " + path)
                .json();
    }
}
