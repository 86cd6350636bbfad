package org.cunlu.app.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.app.day.County.Goods;
import org.cunlu.app.day.County.Village;
import org.cunlu.app.day.Errand.Way;
import org.cunlu.app.play.Unplayable;

/**
 * What the county wants on a day, drawn from a seed. No source of ours counts villagers, so each village wants alike and a
 * township as much as it has villages; light goods are wanted more often than heavy ones, as parcels are.
 */
final class Demand {
    private static final int SHOP_OPENS = 7 * 60;
    private static final int ORDERS_UNTIL = 16 * 60;
    private static final int SLOT = 30;
    private static final int SELLERS_MAX = 4;
    private static final double CASH_SHARE = 0.7;
    /** Heavier goods go by the sack with the supply van of the co-operative, not as parcels. */
    private static final long GRAMS_MAX = 12_000;

    private static final Map<String, Integer> PROVINCES = Map.of("重庆", 6, "四川", 4, "湖北", 2, "贵州", 2, "上海", 3, "广东", 3);

    private final County county;
    private final DaySize size;
    private final int buyers;
    private final Random random;
    private final List<Goods> fromHub;
    private final Map<String, List<Goods>> byVillage;

    Demand(County county, DaySize size, int buyers) {
        this.county = county;
        this.size = size;
        this.buyers = buyers;
        this.random = new Random(size.seed());
        var light = county.goods().values().stream()
                .filter(each -> each.weightGrams() <= GRAMS_MAX && each.min() == 1)
                .sorted(Comparator.comparing(Goods::sku)
                        .thenComparing(each -> each.sources().toString()))
                .toList();
        this.fromHub = light.stream()
                .filter(each -> !each.up() && each.sources().contains(county.hub()))
                .toList();
        this.byVillage = light.stream()
                .filter(Goods::up)
                .collect(Collectors.groupingBy(each -> each.sources().getFirst(), TreeMap::new, Collectors.toList()));
    }

    /** @return errands in the order of their minutes; a group of sellers makes an order, and so a parcel, of each */
    List<Errand> draw() {
        if (fromHub.isEmpty() || byVillage.isEmpty()) {
            throw new Unplayable("nothing light is on sale up or down");
        }
        var errands = new ArrayList<Errand>();
        for (int i = 0; i < size.down(); i++) {
            errands.add(down(errands.size()));
        }
        for (int left = size.up(); left > 0; ) {
            Errand errand =
                    up(errands.size(), Math.min(left, 1 + random.nextInt(Math.min(SELLERS_MAX, byVillage.size()))));
            errands.add(errand);
            left -= errand.wants().size();
        }
        for (int i = 0; i < size.across(); i++) {
            errands.add(across(errands.size()));
        }
        errands.sort(Comparator.comparingInt(Errand::minute));
        return errands;
    }

    private Errand down(int number) {
        Village village = village();
        // One kind of goods: several may come from several nodes, and then make several parcels.
        var wants = Map.of(pick(hubGoods(village)).offer(), 1 + random.nextInt(3));
        boolean cash = random.nextDouble() < CASH_SHARE;
        return new Errand(Way.DOWN, minute(), random.nextInt(buyers), wants, village.code(), null, cash, number);
    }

    /** Goods of the hub, and those of a township only in what lies below it: another township's would go across. */
    private List<Goods> hubGoods(Village village) {
        String township = County.township(village.station());
        return fromHub.stream()
                .filter(each -> each.sources().size() == 1 || each.sources().contains(township))
                .toList();
    }

    private Errand up(int number, int sellers) {
        var wants = new HashMap<String, Integer>();
        var villages = new ArrayList<>(byVillage.keySet());
        for (int i = 0; i < sellers; i++) {
            String from = villages.remove(random.nextInt(villages.size()));
            wants.put(pick(byVillage.get(from)).offer(), 1);
        }
        return new Errand(Way.UP, minute(), random.nextInt(buyers), wants, null, province(), false, number);
    }

    private Errand across(int number) {
        while (true) {
            var villages = new ArrayList<>(byVillage.keySet());
            String from = villages.get(random.nextInt(villages.size()));
            Village to = random.nextBoolean() ? neighbour(from) : village();
            boolean apart = !to.station().equals(from) && !county.aboveOrBelow(from, to.station());
            if (apart) {
                var wants = Map.of(pick(byVillage.get(from)).offer(), 1);
                return new Errand(
                        Way.ACROSS,
                        minute(),
                        random.nextInt(buyers),
                        wants,
                        to.code(),
                        null,
                        random.nextBoolean(),
                        number);
            }
        }
    }

    private Village neighbour(String node) {
        var near = county.villages().getOrDefault(County.township(node), List.of());
        return near.isEmpty() ? village() : near.get(random.nextInt(near.size()));
    }

    private Village village() {
        var all = county.villages().values().stream().flatMap(List::stream).toList();
        return all.get(random.nextInt(all.size()));
    }

    private int minute() {
        return SHOP_OPENS + SLOT * random.nextInt((ORDERS_UNTIL - SHOP_OPENS) / SLOT);
    }

    private String province() {
        var all = new TreeMap<>(PROVINCES);
        int at =
                random.nextInt(all.values().stream().mapToInt(Integer::intValue).sum());
        for (var each : all.entrySet()) {
            at -= each.getValue();
            if (at < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("weights are no sum");
    }

    /** Twice as light is wanted twice as often. */
    private Goods pick(List<Goods> goods) {
        double all = goods.stream().mapToDouble(Demand::weight).sum();
        double at = random.nextDouble() * all;
        for (Goods each : goods) {
            at -= weight(each);
            if (at <= 0) {
                return each;
            }
        }
        return goods.getLast();
    }

    private static double weight(Goods goods) {
        return 1.0 / Math.max(200, goods.weightGrams());
    }
}
