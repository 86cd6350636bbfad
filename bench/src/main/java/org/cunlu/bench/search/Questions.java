package org.cunlu.bench.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cunlu.bench.search.ManyGoods.Ware;

/** What is asked: each about goods that are there, in one of the ways people ask, narrowed by five fields at once. */
final class Questions {
    private static final String OFFERS = "/api/shop/offers?limit=20";
    private static final int SHORT = 4;

    private final ManyGoods goods;
    private final List<String> villages;
    private final boolean attributes;
    private final Random random;

    /** @param attributes whether products have any to be narrowed by */
    Questions(ManyGoods goods, List<String> villages, boolean attributes, long seed) {
        this.goods = goods;
        this.villages = villages;
        this.attributes = attributes;
        this.random = new Random(seed);
    }

    record Asked(Family family, String path) {}

    /** Ways of asking. */
    enum Family {
        WORD,
        PINYIN,
        INITIALS,
        SLIP,
        UNIT,
        LONG,
        BROWSE,
        VILLAGE,
        SOONEST
    }

    /** The word as it is in names, and as it is typed. @param slip with one letter wrong, missing or too many */
    private record Spoken(String word, String pinyin, String initials, String slip) {}

    private static final List<Spoken> SPOKEN = List.of(
            new Spoken("脐橙", "qicheng", "qc", "qichemg"),
            new Spoken("夏橙", "xiacheng", "xc", "xiachen"),
            new Spoken("大米", "dami", "dm", "dammi"),
            new Spoken("腊肉", "larou", "lr", "laruo"),
            new Spoken("土鸡", "tuji", "tj", "tuuji"),
            new Spoken("豆腐乳", "doufuru", "dfr", "doufru"),
            new Spoken("洗衣液", "xiyiye", "xyy", "xiyiyee"),
            new Spoken("抽纸", "chouzhi", "cz", "chouzi"),
            new Spoken("橙汁", "chengzhi", "cz", "chengzi"),
            new Spoken("蜂蜜", "fengmi", "fm", "fengni"),
            new Spoken("牙膏", "yagao", "yg", "yagoa"),
            new Spoken("酱油", "jiangyou", "jy", "jianyou"));

    /** @return so many, all families in turn */
    List<Asked> narrowed(int count) {
        var asked = new ArrayList<Asked>();
        List<Spoken> spoken = SPOKEN.stream()
                .filter(each -> goods.next(0, ware -> ware.variety().name().contains(each.word())) >= 0)
                .toList();
        Family[] families = Family.values();
        for (int i = 0; i < count; i++) {
            Family family = families[i % families.length];
            boolean typed = family == Family.PINYIN || family == Family.INITIALS || family == Family.SLIP;
            if (typed && spoken.isEmpty()) {
                continue;
            }
            Spoken said = typed ? spoken.get(random.nextInt(spoken.size())) : null;
            Ware ware = said == null
                    ? any()
                    : goods.ware(goods.next(
                            random.nextInt(goods.skus()),
                            each -> each.variety().name().contains(said.word())));
            asked.add(new Asked(family, OFFERS + words(family, ware, said) + fields(ware)));
        }
        return asked;
    }

    /** @return so many beginnings of names as they are typed, characters and letters */
    List<String> begun(int count) {
        var begun = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String name = i % 3 == 2 ? typed() : chinese(i);
            int[] points = name.codePoints().toArray();
            int length = Math.min(points.length, 1 + random.nextInt(SHORT));
            begun.add("/api/shop/suggestions?q=" + encoded(new String(points, 0, length)));
        }
        return begun;
    }

    private String typed() {
        Spoken said = SPOKEN.get(random.nextInt(SPOKEN.size()));
        return random.nextBoolean() ? said.pinyin() : said.initials();
    }

    private String chinese(int turn) {
        Ware ware = any();
        return switch (turn % 4) {
            case 0 -> ware.brand().name().isEmpty() ? ware.name() : ware.brand().name();
            case 1 -> ware.variety().categoryName();
            default -> ware.variety().name();
        };
    }

    private Ware any() {
        return goods.ware(random.nextInt(goods.skus()));
    }

    private String words(Family family, Ware ware, Spoken said) {
        String name = ware.variety().name();
        return switch (family) {
            case WORD -> "&q=" + encoded(name);
            case PINYIN -> "&q=" + said.pinyin();
            case INITIALS -> "&q=" + said.initials();
            case SLIP -> "&q=" + said.slip();
            case UNIT ->
                "&q="
                        + encoded(name
                                + ' '
                                + ware.skuName()
                                        .substring(ware.name().length() + 1)
                                        .replace("装", ""));
            case LONG -> "&q=" + encoded("我想买" + ware.shop().township() + "的" + name);
            case BROWSE ->
                "&sort="
                        + List.of("CHEAPEST", "DEAREST", "BEST_SELLING", "NEWEST")
                                .get(random.nextInt(4));
            case VILLAGE -> "&q=" + encoded(name) + "&reachable=true&village=" + village();
            case SOONEST -> "&q=" + encoded(name) + "&sort=SOONEST&village=" + village();
        };
    }

    private String village() {
        return villages.get(random.nextInt(villages.size()));
    }

    /** Category, direction, storage class, price, and one more that differs from question to question. */
    private String fields(Ware ware) {
        return "&category=" + ware.variety().category()
                + "&direction=" + ware.shop().direction()
                + "&storage=" + ware.variety().storage()
                + "&minFen=" + ware.priceFen() / 4
                + "&maxFen=" + ware.priceFen() * 4
                + another(ware);
    }

    private String another(Ware ware) {
        String attribute = ware.variety().attributes().split(";")[0].strip();
        return switch (random.nextInt(4)) {
            case 0 -> "&seller=" + ware.shop().code();
            case 1 ->
                ware.brand().code().isEmpty()
                        ? "&seller=" + ware.shop().code()
                        : "&brand=" + ware.brand().code();
            case 2 ->
                attributes && !attribute.isEmpty()
                        ? "&attribute=" + encoded(attribute)
                        : "&seller=" + ware.shop().code();
            default ->
                ware.shop().townshipCode().isEmpty()
                        ? "&seller=" + ware.shop().code()
                        : "&origin=" + ware.shop().townshipCode();
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
