package org.cunlu.bench.search;

import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Market.Shelf;
import org.cunlu.bench.calling.Seller;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.search.Questions.Family;

/** Fills the county, asks, changes and makes the index anew; at the end what was brought is withdrawn. */
public final class SearchBench {
    private static final int ROUNDS = 3;
    private static final int QUESTIONS = 9_000;
    /** The demo county's seller, whose offers are changed. */
    private static final String SHOP = "S-ZHONGCHENG-01";

    private static final double RATE_MIN = 0.95;

    private final Size size;
    private final Address address;
    private final @Nullable Path launcher;
    private final Consumer<String> out;
    private final ManyGoods goods;
    private final Map<String, Object> kept = new LinkedHashMap<>();
    private boolean good = true;

    /**
     * How much and how long.
     * @param perSecond changes
     * @param keep whether what was brought stays on sale
     */
    public record Size(
            long seed, int skus, int clients, int perSecond, Duration warmUp, Duration round, boolean keep) {}

    /** @param launcher of the checkout whose app it is; null when that is elsewhere, and then nothing has stock or attributes */
    public SearchBench(Address address, @Nullable Path launcher, Size size, Consumer<String> out) {
        this.address = address;
        this.launcher = launcher;
        this.size = size;
        this.out = out;
        this.goods = new ManyGoods(DemoGoods.read(), size.seed(), size.skus());
        kept.put("seed", size.seed());
        kept.put("skus", size.skus());
        kept.put("clients", size.clients());
    }

    /** @return whether nothing failed and every figure is within its limit */
    public boolean good() {
        return good;
    }

    public Map<String, Object> json() {
        return kept;
    }

    public void run() {
        try (var bringing = new Bringing(address)) {
            fill(bringing);
            try {
                questions();
                suggestions();
                changes();
                rebuild(bringing);
            } finally {
                if (!size.keep()) {
                    out.accept("withdrawn  %.1f s".formatted(seconds(bringing.catalog(goods.catalog("WITHDRAWN")))));
                }
            }
        }
    }

    private void fill(Bringing bringing) {
        out.accept("%nsearch  %,d SKU，种子 seed %d".formatted(size.skus(), size.seed()));
        Duration catalog = bringing.catalog(goods.catalog("PUBLISHED"));
        out.accept("  catalogue    %.1f s".formatted(seconds(catalog)));
        if (launcher == null) {
            out.accept("  没有库存与属性 · without stock and attributes: the app does not run from this checkout");
        } else {
            out.accept("  details      %.1f s"
                    .formatted(seconds(Bringing.byCommandLine(launcher, "details", goods.details()))));
            out.accept("  stock        %.1f s"
                    .formatted(seconds(Bringing.byCommandLine(launcher, "stock", goods.stock()))));
        }
        Duration indexed = bringing.found(size.skus());
        out.accept("  indexed      %.1f s 之后 after that".formatted(seconds(indexed)));
        kept.put("stockAndAttributes", launcher != null);
    }

    private void questions() {
        var questions = new Questions(goods, villages(), launcher != null, size.seed());
        try (var searchers = new Searchers(address, size.clients(), questions.narrowed(QUESTIONS))) {
            searchers.round(size.warmUp());
            searchers.counted();
            Figures figures = rounds(searchers);
            out.accept(
                    "%nquestions  %d 人 clients, %d × %d s, 各限五项 each narrowed by five fields, %.1f %% 有结果 found something"
                            .formatted(size.clients(), ROUNDS, size.round().toSeconds(), 100 * searchers.found()));
            tell(figures, "questions/s");
            Map<String, Object> families = new LinkedHashMap<>();
            searchers.families().forEach((family, micros) -> families.put(family.name(), told(family, micros)));
            judge(Limits.QUESTION_P50, figures.millisAt(50).median());
            judge(Limits.QUESTION_P99, figures.millisAt(99).median());
            var json = new LinkedHashMap<>(figures.json());
            json.put("found", searchers.found());
            json.put("families", families);
            kept.put("questions", json);
        }
    }

    private Map<String, Object> told(Family family, Histogram micros) {
        double p50 = micros.getValueAtPercentile(50) / 1000.0;
        double p99 = micros.getValueAtPercentile(99) / 1000.0;
        out.accept(
                Figures.line(family.name(), "%,d，p50 %.1f ms，p99 %.1f ms".formatted(micros.getTotalCount(), p50, p99))
                        .stripTrailing());
        return Map.of("asked", micros.getTotalCount(), "p50Millis", p50, "p99Millis", p99);
    }

    private void suggestions() {
        var questions = new Questions(goods, List.of(), false, size.seed() + 1);
        try (var searchers = Searchers.typing(address, size.clients(), questions.begun(QUESTIONS))) {
            searchers.round(size.warmUp());
            Figures figures = rounds(searchers);
            out.accept("%nsuggestions  %d 人 clients, %d × %d s"
                    .formatted(size.clients(), ROUNDS, size.round().toSeconds()));
            tell(figures, "suggestions/s");
            judge(Limits.SUGGESTION_P99, figures.millisAt(99).median());
            kept.put("suggestions", figures.json());
        }
    }

    private Figures rounds(Searchers searchers) {
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(searchers.round(size.round()));
        }
        return new Figures(rounds);
    }

    private void changes() {
        try (var seller = Seller.signIn(address);
                var market = new Market(address)) {
            List<Shelf> offers = market.shelvesOf(SHOP, ManyGoods.CODE);
            var changes = new Changes(address, seller, offers);
            changes.run(size.perSecond(), size.warmUp());
            Changes.Result result = changes.run(size.perSecond(), size.round().multipliedBy(ROUNDS));
            Histogram micros = result.micros();
            double p50 = micros.getValueAtPercentile(50) / 1000.0;
            double p95 = micros.getValueAtPercentile(95) / 1000.0;
            out.accept("%nchanges  %,d，%.0f 每秒 a second（应为 wanted %d），%,d 种商品 offers"
                    .formatted(result.done(), result.perSecond(), size.perSecond(), offers.size()));
            out.accept(Figures.line(
                            "found",
                            "%,d，p50 %.0f ms，p95 %.0f ms，max %.0f ms"
                                    .formatted(micros.getTotalCount(), p50, p95, micros.getMaxValue() / 1000.0))
                    .stripTrailing());
            out.accept(Figures.line("faults", result.faults().toString()).stripTrailing());
            if (!result.faults().isEmpty()
                    || micros.getTotalCount() == 0
                    || result.perSecond() < RATE_MIN * size.perSecond()) {
                wrong("changes " + result.perSecond() + " " + result.faults());
            }
            judge(Limits.FOUND_P95, p95);
            kept.put(
                    "changes",
                    Map.of(
                            "perSecond", result.perSecond(),
                            "looked", micros.getTotalCount(),
                            "p50Millis", p50,
                            "p95Millis", p95,
                            "faults", result.faults()));
        }
    }

    private void rebuild(Bringing bringing) {
        double took = seconds(bringing.rebuilt());
        out.accept("%nrebuild".formatted());
        judge(Limits.REBUILD, took);
        kept.put("rebuildSeconds", took);
    }

    private List<String> villages() {
        try (var market = new Market(address)) {
            return market.villages();
        }
    }

    private void tell(Figures figures, String what) {
        out.accept(figures.text(what).stripTrailing());
        figures.outcomes().forEach((outcome, count) -> {
            if (!outcome.equals(Turn.DONE)) {
                wrong(outcome + " × " + count);
            }
        });
    }

    private void judge(Limits limit, double figure) {
        out.accept(limit.line(figure));
        good &= limit.held(figure);
    }

    private void wrong(String what) {
        out.accept("  不应有 · must not be: " + what);
        good = false;
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
