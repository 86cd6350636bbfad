package org.cunlu.logistics.reserve;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ReserveClass;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Reserves.Good;

/** What the authority of a level sets up: programmes, goods, holders' contracts, targets. */
@Singleton
class Founding {
    private static final String DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private static final String CODE = "[A-Z0-9._-]{1,32}";

    private final ProgramTable programmes;
    private final HoldingTable holdings;
    private final Reserves reserves;
    private final Skus skus;
    private final Network network;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;
    private final String county;

    Founding(
            ProgramTable programmes,
            HoldingTable holdings,
            Reserves reserves,
            Skus skus,
            Network network,
            Idempotency idempotency,
            Trail trail,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.programmes = programmes;
        this.holdings = holdings;
        this.reserves = reserves;
        this.skus = skus;
        this.network = network;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
        this.county = county;
    }

    /** @param hub code of the county's hub @param seasonFrom MM-DD; null for all year */
    @Serdeable
    record NewProgram(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Size(max = 32) String hub,
            @NotNull @Size(min = 1, max = 60) String name,
            @NotNull ReserveClass commodityClass,
            @NotNull ReserveLevel level,
            @Nullable @Pattern(regexp = DAY) String seasonFrom,
            @Nullable @Pattern(regexp = DAY) String seasonTo,
            @NotNull @Size(min = 1, max = 200) String legalBasis) {}

    /** @param commodity WHEAT, INDICA, JAPONICA, MAIZE, OIL … as the rules name it */
    @Serdeable
    record NewGood(
            @NotNull @Pattern(regexp = CODE) String skuCode,
            @NotNull @Pattern(regexp = CODE) String commodity) {}

    /** @param minShareBp null for the rule's; a contract may ask for more, never for less */
    @Serdeable
    record NewHolding(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Pattern(regexp = CODE) String programme,
            @NotNull @Size(min = 1, max = 60) String holderName,
            @NotNull @Pattern(regexp = CODE) String commodity,
            @NotNull @Size(max = 32) String nodeCode,
            @NotNull @Positive @Max(1_000_000_000_000_000L) Long grams,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @NotNull @PositiveOrZero @Max(100_000_000L) Long feeFenPerTonneYear,
            @Nullable @PositiveOrZero @Max(100_000_000L) Long spreadFenPerTonne,
            @Nullable @Min(0) @Max(10_000) Integer minShareBp) {}

    /** @param nodeCode null for the whole programme */
    @Serdeable
    record NewTarget(
            @NotNull @Pattern(regexp = CODE) String programme,
            @NotNull @Pattern(regexp = CODE) String commodity,
            @Nullable @Size(max = 32) String nodeCode,

            @NotNull @PositiveOrZero @Max(1_000_000_000_000_000L)
            Long grams,

            @NotNull @Min(0) @Max(10_000) Integer minShareBp,
            @NotNull @Min(0) @Max(3_660) Integer days,
            @NotNull @PositiveOrZero @Max(10_000_000L) Long population,
            @NotNull @PositiveOrZero @Max(10_000L) Long gramsADay,
            @NotNull @Size(min = 1, max = 200) String source) {}

    ReserveProgram program(Caller caller, NewProgram wanted, @Nullable String key) {
        reserves.level(caller, wanted.level().name(), "logistics.reserve-programme", Claiming.AUTHORITIES);
        if ((wanted.seasonFrom() == null) != (wanted.seasonTo() == null)) {
            throw ProblemException.invalid("seasonTo", "season-incomplete", "季节须有起止 · A season has two ends");
        }
        return idempotency.once(
                caller.accountId(), "logistics.reserve-programme", key, wanted, ReserveProgram.class, () -> {
                    Node hub = network.node(wanted.hub())
                            .filter(node -> node.tier() == Node.Tier.HUB
                                    && node.countyCode().equals(county))
                            .orElseThrow(() ->
                                    ProblemException.invalid("hub", "hub-needed", "请填县级中心 · Name the county's hub"));
                    if (programmes.find(wanted.code()).isPresent()) {
                        throw known();
                    }
                    var program = new ReserveProgram(
                            wanted.code(),
                            hub.countyCode(),
                            wanted.name(),
                            wanted.commodityClass(),
                            wanted.level(),
                            wanted.seasonFrom(),
                            wanted.seasonTo(),
                            wanted.legalBasis());
                    programmes.insert(program, caller.accountId(), clock.instant());
                    told(caller, "logistics.reserve-programme", program.code(), program.legalBasis());
                    return program;
                });
    }

    /** Repeating it changes nothing. */
    Good good(Caller caller, NewGood wanted) {
        demandAnyLevel(caller);
        var sku = skus.find(List.of(wanted.skuCode())).get(wanted.skuCode());
        if (sku == null) {
            throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
        }
        if (!sku.lotTracked()) {
            throw ProblemException.invalid(
                    "skuCode", "lots-needed", "储备物资须按批次管理 · What a reserve keeps is tracked by lot");
        }
        return idempotency.once(
                caller.accountId(), "logistics.reserve-good", "good-" + sku.code(), wanted, Good.class, () -> {
                    holdings.keep(new Good(sku.code(), wanted.commodity(), sku.weightGrams()));
                    told(caller, "logistics.reserve-good", sku.code(), wanted.commodity());
                    return holdings.goods(List.of(sku.code())).get(sku.code());
                });
    }

    private void demandAnyLevel(Caller caller) {
        if (reserves.levels(caller, Claiming.AUTHORITIES).isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    private ReserveProgram own(Caller caller, String code, String act) {
        var program = reserves.programme(code).orElseThrow(ProblemException::notFound);
        reserves.level(caller, program.level().name(), act, Claiming.AUTHORITIES);
        return program;
    }

    ReserveHolding holding(Caller caller, NewHolding wanted, @Nullable String key) {
        var program = own(caller, wanted.programme(), "logistics.reserve-holding");
        if (wanted.until().isBefore(wanted.from())) {
            throw ProblemException.invalid("until", "dates-reversed", "止期早于起期 · Ends before it begins");
        }
        return idempotency.once(
                caller.accountId(), "logistics.reserve-holding", key, wanted, ReserveHolding.class, () -> {
                    demandNode(program, wanted.nodeCode());
                    if (holdings.find(wanted.code()).isPresent()
                            || holdings.at(program.code(), wanted.nodeCode(), wanted.commodity())
                                    .isPresent()) {
                        throw known();
                    }
                    var holding = new ReserveHolding(
                            wanted.code(),
                            program.countyCode(),
                            program.code(),
                            program.level(),
                            wanted.holderName(),
                            wanted.commodity(),
                            wanted.nodeCode(),
                            wanted.grams(),
                            wanted.from(),
                            wanted.until(),
                            wanted.feeFenPerTonneYear(),
                            wanted.spreadFenPerTonne(),
                            share(wanted),
                            0);
                    holdings.insert(holding, caller.accountId(), clock.instant());
                    told(
                            caller,
                            "logistics.reserve-holding",
                            holding.code(),
                            holding.nodeCode() + " " + holding.commodity() + " " + holding.grams());
                    return holding;
                });
    }

    private void demandNode(ReserveProgram program, String nodeCode) {
        network.node(nodeCode)
                .filter(Node::open)
                .filter(node -> node.countyCode().equals(program.countyCode()))
                .orElseThrow(() ->
                        ProblemException.invalid("nodeCode", "node-unknown", "没有此站点或未开放 · No such node, or not open"));
    }

    private int share(NewHolding wanted) {
        int least = Math.toIntExact(reserves.rule("MIN_SHARE", wanted.commodity(), 0, CountyTime.date(clock.instant()))
                .orElseThrow(() -> ProblemException.invalid(
                        "minShareBp", "rule-missing", "没有最低库存规则 · No minimum share is written"))
                .value());
        if (wanted.minShareBp() != null && wanted.minShareBp() < least) {
            throw ProblemException.invalid(
                            "minShareBp", "share-below-rule", "低于规定的最低库存比例 · Less than the rule asks for")
                    .fact("leastBp", least);
        }
        return wanted.minShareBp() == null ? least : wanted.minShareBp();
    }

    /** Repeating it changes nothing. */
    ReserveTarget target(Caller caller, NewTarget wanted, @Nullable String key) {
        var program = own(caller, wanted.programme(), "logistics.reserve-target");
        return idempotency.once(
                caller.accountId(), "logistics.reserve-target", key, wanted, ReserveTarget.class, () -> {
                    if (wanted.nodeCode() != null) {
                        demandNode(program, wanted.nodeCode());
                    }
                    var target = new ReserveTarget(
                            wanted.programme(),
                            wanted.commodity(),
                            wanted.nodeCode() == null ? "" : wanted.nodeCode(),
                            wanted.grams(),
                            wanted.minShareBp(),
                            wanted.days(),
                            wanted.population(),
                            wanted.gramsADay(),
                            wanted.source());
                    String before =
                            programmes.target(target).map(Founding::said).orElse(null);
                    programmes.keep(target);
                    trail.record(
                            caller.accountId(),
                            "logistics.reserve-target",
                            (target.programme() + " " + target.commodity() + " " + target.nodeCode()).strip(),
                            before,
                            said(target));
                    return target;
                });
    }

    private static String said(ReserveTarget target) {
        return target.required() + " g, share " + target.minShareBp() + " bp: " + target.source();
    }

    private void told(Caller caller, String act, String subject, String after) {
        trail.record(caller.accountId(), act, subject, null, after);
    }

    private static ProblemException known() {
        return ProblemException.of(409, "already-known", "已登记过 · It is on record already", null);
    }
}
