package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ReleaseProposals;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Place;

/** Where releases begin: with a person, or with an alert that a person makes his own. */
@Singleton
class Proposing implements ReleaseProposals {
    private static final int OCCASION_MAX = 200;
    private static final String SYSTEM = "system";

    private final ReleaseTable table;
    private final PlaceTable places;
    private final Rights rights;
    private final Reserves reserves;
    private final ReserveLots lots;
    private final Network network;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String countyCode;

    Proposing(
            ReleaseTable table,
            PlaceTable places,
            Rights rights,
            Reserves reserves,
            ReserveLots lots,
            Network network,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.places = places;
        this.rights = rights;
        this.reserves = reserves;
        this.lots = lots;
        this.network = network;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    /** @param pieces at most @param needPer1000 pieces that 1,000 people need @param priceFen of a piece; 0 for free */
    @Serdeable
    @Schema(name = "ReleaseWantedLine")
    record WantedLine(
            @NotNull @Size(min = 1, max = 32) String skuCode,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @NotNull @Positive @Max(1_000_000L) Long needPer1000,
            @NotNull @PositiveOrZero @Max(100_000_000L) Long priceFen) {}

    /** @param node its station @param people served there */
    @Serdeable
    @Schema(name = "ReleaseWantedPlace")
    record WantedPlace(
            @NotNull @Size(max = 32) String node,
            @NotNull @Positive @Max(10_000_000) Integer people) {}

    /**
     * What a release is to be.
     * @param trigger why @param use what the goods are for @param transport how they are to be carried
     * @param validUntil not approved after it
     */
    @Serdeable
    @Schema(name = "ReleaseWanted")
    record Wanted(
            @NotNull @Pattern(regexp = "COUNTY|CITY|NATIONAL")
            String level,

            @Nullable Boolean drill,
            @NotBlank @Size(max = OCCASION_MAX) String trigger,
            @NotBlank @Size(max = 200) String use,
            @NotBlank @Size(max = 200) String transport,
            @NotNull Instant validUntil,
            @NotNull SharingRule sharing,
            @NotNull GivingWay givingWay,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid WantedLine> lines,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid WantedPlace> places) {}

    @Serdeable
    @Schema(name = "ReleaseMade")
    record Made(String releaseId) {}

    String propose(Caller caller, Wanted wanted, @Nullable String key) {
        rights.level(caller, wanted.level(), "logistics.release-propose", Role.RESERVE_OFFICER);
        return idempotency
                .once(caller.accountId(), "logistics.release-propose", key, wanted, Made.class, () -> {
                    Instant now = clock.instant();
                    Release release = release(ids.next(), wanted, caller.accountId(), now);
                    keep(release, wanted, now);
                    if (!table.insert(release, caller.accountId())) {
                        throw new IllegalStateException("a new release was there before: " + release.releaseId());
                    }
                    recorded(caller, release);
                    return new Made(release.releaseId());
                })
                .releaseId();
    }

    /** A person takes over what an alert has opened: from now on he is its proposer. */
    void complete(Caller caller, String releaseId, Wanted wanted) {
        Release opened = rights.of(caller, releaseId, "propose", Role.RESERVE_OFFICER);
        if (!opened.levelCode().equals(wanted.level())) {
            throw ProblemException.invalid("level", "level-fixed", "级别以预警为准 · The level is that of its alert");
        }
        transactions.run(() -> {
            Instant now = clock.instant();
            Release as = release(releaseId, wanted, caller.accountId(), now);
            boolean first =
                    opened.state() == ReleaseState.OPENED && table.completed(opened, as, caller.accountId(), now);
            if (!first) {
                throw Rights.notNow(table.find(releaseId).orElseThrow());
            }
            keep(as, wanted, now);
            recorded(caller, as);
        });
    }

    private Release release(String id, Wanted wanted, String by, Instant now) {
        if (!wanted.validUntil().isAfter(now)) {
            throw ProblemException.invalid("validUntil", "release-expired", "时限已过 · Its time is over already");
        }
        return new Release(
                id,
                countyCode,
                wanted.level(),
                null,
                null,
                Boolean.TRUE.equals(wanted.drill()),
                ReleaseState.PROPOSED,
                wanted.trigger(),
                wanted.use(),
                wanted.transport(),
                wanted.validUntil(),
                wanted.sharing(),
                wanted.givingWay(),
                by,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
    }

    private void keep(Release release, Wanted wanted, Instant now) {
        places.insert(release, lines(wanted.lines()), places(wanted.places()));
    }

    private List<Line> lines(List<WantedLine> wanted) {
        var skus = wanted.stream().map(WantedLine::skuCode).toList();
        Map<String, Reserves.Good> goods = reserves.goods(skus);
        var lines = new ArrayList<Line>();
        for (WantedLine each : wanted) {
            Reserves.Good good = goods.get(each.skuCode());
            if (good == null) {
                throw ProblemException.invalid(
                        "skuCode", "not-a-reserve-good", "不是储备品种 · No good of the reserve: " + each.skuCode());
            }
            lines.add(new Line(
                    lines.size() + 1,
                    good.commodity(),
                    each.skuCode(),
                    each.pieces(),
                    each.needPer1000(),
                    each.priceFen()));
        }
        if (skus.stream().distinct().count() < skus.size()) {
            throw ProblemException.invalid("lines", "sku-twice", "同一商品只能出现一行 · A SKU stands in one line");
        }
        return lines;
    }

    private List<Place> places(List<WantedPlace> wanted) {
        var codes = wanted.stream().map(WantedPlace::node).toList();
        if (codes.stream().distinct().count() < codes.size()) {
            throw ProblemException.invalid("places", "place-twice", "同一站点只能出现一次 · A place stands in one line");
        }
        Map<String, Node> nodes = network.nodes(codes);
        Node hub = network.node(countyCode).orElseThrow(ProblemException::notFound);
        return wanted.stream()
                .map(each -> {
                    Node node = nodes.get(each.node());
                    if (node == null || !node.countyCode().equals(countyCode) || node.tier() != Node.Tier.VILLAGE) {
                        throw ProblemException.invalid(
                                "places", "place-unknown", "没有此村站 · No such village station: " + each.node());
                    }
                    return Place.named(each.node(), each.people(), Distance.metres(hub, node));
                })
                .toList();
    }

    private void recorded(Caller caller, Release release) {
        trail.record(
                caller.accountId(),
                "logistics.release-propose",
                release.releaseId(),
                null,
                release.levelCode() + (release.drill() ? ", drill" : "") + ", until " + release.validUntil());
    }

    @Override
    public String propose(
            String alertId, String levelCode, String countyCode, String commodity, String trigger, LocalDate day) {
        transactions.require();
        lots.levelRank(levelCode).orElseThrow(() -> new IllegalArgumentException("no level: " + levelCode));
        Instant now = clock.instant();
        String said = day + " " + trigger;
        Release opened = opened(
                alertId,
                levelCode,
                countyCode,
                commodity,
                said.length() > OCCASION_MAX ? said.substring(0, OCCASION_MAX) : said,
                now);
        if (!table.insert(opened, SYSTEM)) {
            return table.byAlert(alertId).orElseThrow().releaseId();
        }
        trail.record(SYSTEM, "logistics.release-open", opened.releaseId(), null, alertId);
        return opened.releaseId();
    }

    private Release opened(
            String alertId, String levelCode, String county, String commodity, String occasion, Instant now) {
        return new Release(
                ids.next(),
                county,
                levelCode,
                alertId,
                commodity,
                false,
                ReleaseState.OPENED,
                occasion,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now);
    }
}
