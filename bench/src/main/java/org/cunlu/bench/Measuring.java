package org.cunlu.bench;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.checkout.Checkout;
import org.cunlu.bench.limit.Limit;
import org.cunlu.bench.listing.Listing;
import org.cunlu.bench.live.LiveRush;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.pages.Freshness;
import org.cunlu.bench.pages.PageReaders;
import org.cunlu.bench.rush.Rush;
import org.cunlu.bench.storm.Storm;

/** One run of the bench: measures, tells, and keeps the figures. */
final class Measuring {
    private static final int ROUNDS = 3;
    /** Pairs of a calm round and one in a storm: more than elsewhere, because a tenth is to be told from noise. */
    private static final int STORMS = 5;

    private static final double STORM_RATIO_MIN = 0.9;
    private static final int PLACING_CLIENTS = 16;
    private static final int PLACING_MILLIS_MAX = 16;
    private static final int PAGE_MILLIS_MAX = 10;
    private static final int PAGES_READ = 12;
    private static final int LISTING_SECONDS_MAX = 120;

    private final Where where;
    private final PrintWriter out;
    private final Map<String, Object> kept = new LinkedHashMap<>();
    private final Instant begun = Instant.now();
    private boolean good = true;

    Measuring(Where where, PrintWriter out) {
        this.where = where;
        this.out = out;
        kept.put("at", begun.truncatedTo(ChronoUnit.SECONDS).toString());
        kept.put("url", where.address().toString());
        kept.put("cores", Runtime.getRuntime().availableProcessors());
        say("bench  " + where.address() + "，" + Runtime.getRuntime().availableProcessors()
                + " 核 cores, client included");
        if (where.hasDatabase()) {
            String engine = where.database().engine();
            kept.put("database", engine);
            say("database  " + engine);
        }
    }

    void say(String line) {
        out.println(line);
    }

    /** @return whether all was as it must be: nobody was answered with a 5xx or not at all, and a rush was exact */
    boolean good() {
        return good;
    }

    void checkout(Load load) {
        try (var checkout = Checkout.prepare(where.address(), load.clients, load.offers)) {
            checkout.warmUp(Duration.ofSeconds(load.warmUp));
            var rounds = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(checkout.round(Duration.ofSeconds(load.seconds)));
                checkout.giveBack();
            }
            tellCheckout(load, checkout, new Figures(rounds));
        }
    }

    /** Rounds of both take turns, so that whatever else the machine does meets both alike. */
    void limit(Load load) {
        try (var checkout = Checkout.prepare(where.address(), load.clients, load.offers)) {
            checkout.warmUp(Duration.ofSeconds(load.warmUp));
            try (var limit = Limit.prepare(where.database(), checkout.sample(), load.clients, load.offers)) {
                limit.round(Duration.ofMillis(load.warmUp * 500L));
                var ours = new ArrayList<Round>();
                var plain = new ArrayList<Round>();
                var fewer = new ArrayList<Round>();
                for (int i = 0; i < ROUNDS; i++) {
                    ours.add(checkout.round(Duration.ofSeconds(load.seconds)));
                    checkout.giveBack();
                    plain.add(limit.round(Duration.ofSeconds(load.seconds)));
                    fewer.add(limit.roundWithoutRoom(Duration.ofSeconds(load.seconds)));
                }
                tellCheckout(load, checkout, new Figures(ours));
                tellLimit(load, ours, plain, fewer);
            }
        }
    }

    /** Calm and storm take turns, and which comes first takes turns, too. @param crowd people at the door */
    void storm(Load load, int crowd) {
        Duration length = Duration.ofSeconds(load.seconds);
        try (var checkout = Checkout.prepare(where.address(), load.clients, load.offers);
                var storm = Storm.prepare(where.address(), crowd)) {
            checkout.warmUp(Duration.ofSeconds(load.warmUp));
            storm.during(Duration.ofSeconds(1), () -> checkout.round(Duration.ofSeconds(1)));
            var calm = new ArrayList<Round>();
            var both = new ArrayList<Storm.Both>();
            for (int i = 0; i < STORMS; i++) {
                if (i % 2 == 0) {
                    calm.add(checkout.round(length));
                }
                both.add(storm.during(length, () -> checkout.round(length)));
                checkout.giveBack();
                if (i % 2 == 1) {
                    calm.add(checkout.round(length));
                }
            }
            tellStorm(load, crowd, calm, both);
        }
    }

    private void tellStorm(Load load, int crowd, List<Round> calm, List<Storm.Both> both) {
        var before = new Figures(calm);
        var during = new Figures(both.stream().map(Storm.Both::inside).toList());
        var door = new Figures(both.stream().map(Storm.Both::door).toList());
        var ratios = new double[STORMS];
        for (int i = 0; i < STORMS; i++) {
            ratios[i] = both.get(i).inside().perSecond() / calm.get(i).perSecond();
        }
        Spread ratio = Spread.of(ratios);
        say("%nstorm  %d 人下单 clients order, %d 人登录 sign in, %d × %d s"
                .formatted(load.clients, crowd, STORMS, load.seconds));
        out.print("平时 calm\n" + before.text("orders/s"));
        out.print("登录高峰 storm\n" + during.text("orders/s"));
        out.print("门口 at the door\n" + door.text("sign-ins/s"));
        out.print(Figures.line("ratio", ratio.text("%.3f") + "，不应低于 not below " + STORM_RATIO_MIN));
        kept.put(
                "storm",
                Map.of(
                        "crowd", crowd,
                        "calm", json(load, before),
                        "storm", json(load, during),
                        "door", door.json(),
                        "ratio", ratio.json()));
        good &= ratio.median() >= STORM_RATIO_MIN;
        List.of(before, during).forEach(this::demandNoFault);
    }

    private void demandNoFault(Figures figures) {
        for (String fault : figures.faults()) {
            say("  不应有 · must not be: " + fault);
            good = false;
        }
    }

    private void tellCheckout(Load load, Checkout checkout, Figures figures) {
        long[] soldOut = checkout.soldOut();
        say("%ncheckout  %d 人 clients, %d × %d s, 在线付 paid online, %d 种商品 offers, %d 种卖完 of them ran out"
                .formatted(load.clients, ROUNDS, load.seconds, soldOut[1], soldOut[0]));
        out.print(figures.text("orders/s"));
        say("  每单是加车与下单两次请求，延迟只计下单 · an order is two requests, cart and placing; latency is the placing's");
        kept.put("checkout", json(load, figures));
        demandNoFault(figures);
        if (load.clients <= PLACING_CLIENTS) {
            out.print(Figures.line(
                    "limit", "p99 ≤ " + PLACING_MILLIS_MAX + " ms, " + PLACING_CLIENTS + " 人以内 clients at most"));
            good &= figures.millisAt(99).median() <= PLACING_MILLIS_MAX;
        }
    }

    private void tellLimit(Load load, List<Round> ours, List<Round> plain, List<Round> fewer) {
        var figures = new Figures(plain);
        Spread ratio = ratio(ours, plain);
        Spread room = ratio(plain, fewer);
        say("%nlimit  %d 连接 connections，同样的行 · the rows of one such order by plain JDBC".formatted(load.clients));
        out.print(figures.text("tx/s"));
        out.print(
                Figures.line("ratio", ratio.text("%.3f") + "  应用 ÷ 极限 app ÷ limit，不应低于 not below " + Limit.RATIO_MIN));
        out.print(Figures.line("room", room.text("%.3f") + "  占班次 ÷ 不占 with room held on departures ÷ without"));
        Map<String, Object> json = json(load, figures);
        json.put("ratio", ratio.json());
        json.put("room", room.json());
        kept.put("limit", json);
        if (!Limit.near(ratio)) {
            say("  太慢 · TOO SLOW: ratio below " + Limit.RATIO_MIN);
            good = false;
        }
        List.of(figures, new Figures(fewer)).forEach(this::demandNoFault);
    }

    private static Spread ratio(List<Round> some, List<Round> others) {
        var ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ratios[i] = some.get(i).perSecond() / others.get(i).perSecond();
        }
        return Spread.of(ratios);
    }

    private static Map<String, Object> json(Load load, Figures figures) {
        var json = new LinkedHashMap<String, Object>();
        json.put("clients", load.clients);
        json.put("seconds", load.seconds);
        json.put("rounds", figures.rounds().size());
        json.putAll(figures.json());
        return json;
    }

    /** @param connections readers at once, each on his own */
    void pages(Load load, int connections, int products) {
        try (var readers = PageReaders.prepare(where.address(), connections, products)) {
            readers.round(Duration.ofSeconds(load.warmUp));
            var rounds = new ArrayList<Round>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(readers.round(Duration.ofSeconds(load.seconds)));
            }
            var figures = new Figures(rounds);
            say("%npages  %d 连接 connections, %d × %d s, %d 种商品 products"
                    .formatted(connections, ROUNDS, load.seconds, readers.pages()));
            out.print(figures.text("pages/s"));
            out.print(Figures.line("limit", "p99 ≤ " + PAGE_MILLIS_MAX + " ms"));
            Map<String, Object> json = json(load, figures);
            json.put("clients", connections);
            kept.put("pages", json);
            demandNoFault(figures);
            good &= figures.millisAt(99).median() <= PAGE_MILLIS_MAX;
        }
    }

    void fresh(int connections, int times) {
        say("%nfresh  %d 连接 connections, 改价与上下架各 %d 次 times each".formatted(connections, times));
        Freshness.Result result = Freshness.run(where.address(), connections, PAGES_READ, times);
        out.print(result.text());
        kept.put("fresh", result.json());
        demandNoFault(new Figures(List.of(result.load())));
        good &= result.good();
    }

    /** @param rows products, each with a SKU and an offer */
    void listing(int rows) {
        try (var listing = Listing.prepare(where.address(), rows)) {
            Listing.Pass published = listing.publish();
            Listing.Pass withdrawn = listing.withdraw();
            say("%nlisting  %d 种商品 products".formatted(rows));
            out.print(Figures.line(
                    "listed s", seconds(published.took()) + "  上限 at most " + LISTING_SECONDS_MAX + " for 100,000"));
            out.print(Figures.line("again s", seconds(withdrawn.took()) + "  全部下架 all withdrawn"));
            var json = new LinkedHashMap<String, Object>();
            json.put("rows", rows);
            json.put("listedMillis", published.took().toMillis());
            json.put("withdrawnMillis", withdrawn.took().toMillis());
            kept.put("listing", json);
            boolean whole = published.created() == rows
                    && withdrawn.updated() == rows
                    && published.faults() + withdrawn.faults() == 0;
            if (!whole) {
                say("  不应有 · must not be: " + published + ", " + withdrawn);
            }
            Duration most = Duration.ofSeconds(LISTING_SECONDS_MAX).multipliedBy(Math.max(1, rows / 100_000));
            good &= whole && published.took().compareTo(most) <= 0;
        }
    }

    /** One thing that all want. */
    void hot(Load load) {
        good &= new HotFigures(out, kept).measure(where, load);
    }

    /** Many times as many as can be served. */
    void overload(Load load, double times, int people) {
        good &= new OverloadFigures(out, kept).measure(where, load, times, people);
    }

    /** What people see of the shop. */
    void shop(Load load, int connections) {
        good &= new ShopFigures(out, kept).measure(where, load, connections);
    }

    /** Fees and a release of a reserve. */
    void reserve(ReserveSize size) {
        good &= new ReserveFigures(out, kept).measure(where, size);
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0);
    }

    void rush(int pieces, int buyers) {
        Rush.Result result = Rush.run(where.address(), pieces, buyers);
        say("%nrush  %s %s，%d 件 pieces, %d 人 buyers at once"
                .formatted(result.offerId(), result.name(), result.pieces(), result.buyers()));
        out.print(Figures.line("sold", String.valueOf(result.sold())));
        out.print(Figures.line("sold out", String.valueOf(result.soldOut())));
        out.print(Figures.line("other", result.others().toString()));
        out.print(Figures.line(
                "stock",
                result.there() + " → " + result.left() + " → " + result.returned() + " 取消后 when all was cancelled"));
        out.print(Figures.line("exact", result.exact() ? "是 yes" : "否 NO"));
        var json = new LinkedHashMap<String, Object>();
        json.put("offerId", result.offerId());
        json.put("pieces", result.pieces());
        json.put("buyers", result.buyers());
        json.put("sold", result.sold());
        json.put("soldOut", result.soldOut());
        json.put("others", result.others());
        json.put("left", result.left());
        json.put("returned", List.of(result.there(), result.returned()));
        json.put("exact", result.exact());
        kept.put("rush", json);
        good &= result.exact();
    }

    void live(int pieces, int buyers, int runs) {
        say("%nlive  %d 件 pieces, %d 人 buyers at once, %d 次 runs".formatted(pieces, buyers, runs));
        List<LiveRush.Result> results = LiveRush.run(where.address(), pieces, buyers, runs, this::say);
        long exact = results.stream().filter(LiveRush.Result::exact).count();
        out.print(Figures.line("exact", exact + " / " + runs));
        out.print(Figures.line(
                "losers ms",
                "p50 " + LiveRush.middle(results, LiveRush.Result::refusedP50) + "，p99 "
                        + LiveRush.middle(results, LiveRush.Result::refusedP99) + " 中位数 median of runs"));
        kept.put("live", results.stream().map(LiveRush.Result::json).toList());
        good &= exact == runs;
    }

    void keep() {
        long seconds = Duration.between(begun, Instant.now()).toSeconds();
        kept.put("tookSeconds", seconds);
        say("%n用时 took %d s".formatted(seconds));
        if (where.json == null) {
            return;
        }
        try {
            Files.write(where.json, ObjectMapper.getDefault().writeValueAsBytes(kept));
        } catch (IOException e) {
            throw new BrokenOff("写不了 · Cannot be written: " + where.json, new UncheckedIOException(e));
        }
    }
}
