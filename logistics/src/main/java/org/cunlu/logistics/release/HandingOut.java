package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.PlaceState;
import org.cunlu.logistics.release.Release.Share;

/** A station gives its village what came for it. The last place to be served ends the release. */
@Singleton
class HandingOut {
    private final ReleaseTable table;
    private final PlaceTable places;
    private final DrawTable draws;
    private final StockBook book;
    private final Paying paying;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;

    HandingOut(
            ReleaseTable table,
            PlaceTable places,
            DrawTable draws,
            StockBook book,
            Paying paying,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.places = places;
        this.draws = draws;
        this.book = book;
        this.paying = paying;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
    }

    @Serdeable
    @Schema(name = "ReleaseGiven")
    record Given(@NotNull Integer lineNo, @NotNull @Positive Long pieces) {}

    /**
     * What was handed out.
     * @param done whether the village is served, though less than its share may have come
     * @param reason needed where it is served with less
     * @param paidFen cash that its keeper took for all of it, where its goods have a price; null for nothing
     */
    @Serdeable
    @Schema(name = "ReleaseHanding")
    record Handing(
            @NotNull @Size(max = 32) String node,
            @NotNull @Size(max = 20) List<@NotNull @Valid Given> lines,
            @NotNull Boolean done,
            @Nullable @Size(max = 200) String reason,
            @Nullable @PositiveOrZero Long paidFen) {}

    /** @param place's state after it */
    @Serdeable
    @Schema(name = "ReleaseHanded")
    record Handed(String releaseId, PlaceState place, ReleaseState release, List<Share> shares) {
        Handed {
            shares = List.copyOf(shares);
        }
    }

    Handed hand(Caller caller, String releaseId, Handing handing, @Nullable String key) {
        Node node = workplaces.own(caller, handing.node(), "logistics.release-hand-out", Workplaces.HANDS);
        String operation = "logistics.release-hand-out:" + releaseId;
        return idempotency.once(caller.accountId(), operation, key, handing, Handed.class, () -> {
            // Whoever serves the last place sees that it is the last.
            Release release = table.lock(releaseId).orElseThrow(ProblemException::notFound);
            var place = places.places(releaseId).stream()
                    .filter(each -> each.nodeCode().equals(node.code()))
                    .findFirst()
                    .orElseThrow(ProblemException::notFound);
            if (place.state() != PlaceState.SENT) {
                throw Rights.notNow(release);
            }
            Instant now = clock.instant();
            give(caller, release, node, handing, now);
            List<Share> shares = places.lockShares(releaseId, node.code());
            served(caller, release, node, handing, shares, now);
            return new Handed(
                    releaseId,
                    handing.done() || whole(shares) ? PlaceState.SERVED : PlaceState.SENT,
                    table.find(releaseId).orElseThrow().state(),
                    shares);
        });
    }

    private static boolean whole(List<Share> shares) {
        return shares.stream().allMatch(share -> share.handed() == share.pieces());
    }

    private void give(Caller caller, Release release, Node node, Handing handing, Instant now) {
        Map<Integer, Line> lines =
                places.lines(release.releaseId()).stream().collect(Collectors.toMap(Line::lineNo, line -> line));
        var pieces = new TreeMap<Integer, Long>();
        for (Given given : handing.lines()) {
            if (!lines.containsKey(given.lineNo())) {
                throw ProblemException.invalid("lineNo", "line-unknown", "动用令没有此行 · The release has no such line");
            }
            if (pieces.put(given.lineNo(), given.pieces()) != null) {
                throw ProblemException.invalid("lines", "line-twice", "同一行只能填一次 · A line is told once");
            }
            if (!places.handed(release.releaseId(), node.code(), given.lineNo(), given.pieces())) {
                throw ProblemException.of(409, "more-than-shared", "多于本村分配量 · More than the village's share", null)
                        .fact("lineNo", given.lineNo());
            }
        }
        paying.handed(release, lines, node.code(), pieces, handing.paidFen(), caller.accountId(), now);
        if (release.drill() || handing.lines().isEmpty()) {
            return;
        }
        List<SkuAtNode> keys = handing.lines().stream()
                .map(given -> new SkuAtNode(lines.get(given.lineNo()).skuCode(), node.code()))
                .distinct()
                .toList();
        List<Standing> standing = book.lock(keys);
        List<Draw> mine = draws.of(release.releaseId(), node.code());
        var changes = new ArrayList<Change>();
        handing.lines()
                .forEach(given ->
                        changes.addAll(taken(given, lines.get(given.lineNo()), mine, standing, CountyTime.date(now))));
        book.post(
                new Act(
                        What.TRANSFERRED,
                        release.countyCode(),
                        node.code(),
                        "动用令 " + release.releaseId(),
                        caller.accountId(),
                        null,
                        null,
                        new Document(Approving.DOCUMENT, release.releaseId())),
                changes);
    }

    /** Of the lots that were sent here, the first expiring first; what was called back or has expired meanwhile is given to nobody. */
    private static List<Change> taken(
            Given given, Line line, List<Draw> mine, List<Standing> standing, LocalDate today) {
        Set<String> lots = mine.stream()
                .filter(draw -> draw.lineNo() == line.lineNo())
                .map(Draw::lotCode)
                .collect(Collectors.toSet());
        long left = given.pieces();
        var changes = new ArrayList<Change>();
        var here = standing.stream()
                .filter(each -> each.part().skuCode().equals(line.skuCode())
                        && each.part().owner().equals(StockOwner.OWN)
                        && each.part().status() == StockStatus.ON_HOLD
                        && !each.part().apart()
                        && !each.calledBack()
                        && !Lot.expired(each.expiresOn(), today)
                        && lots.contains(each.part().lotCode()))
                .sorted(Comparator.comparing(Standing::expiresOn, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        for (Standing each : here) {
            long some = Math.min(left, each.pieces());
            if (some > 0) {
                changes.add(new Change(each.part(), -some));
                left -= some;
            }
        }
        if (left > 0) {
            throw ProblemException.of(
                            409,
                            "release-not-there",
                            "尚未到站或数量不足 · Not so much of it is here yet",
                            "请先收货 · Receive it first")
                    .fact("lineNo", line.lineNo())
                    .fact("pieces", given.pieces() - left);
        }
        return changes;
    }

    private void served(Caller caller, Release release, Node node, Handing handing, List<Share> shares, Instant now) {
        boolean whole = whole(shares);
        if (!whole
                && handing.done()
                && (handing.reason() == null || handing.reason().isBlank())) {
            throw ProblemException.invalid("reason", "reason-needed", "少于分配量，请说明原因 · Less than the share: say why");
        }
        trail.record(
                caller.accountId(),
                "logistics.release-hand-out",
                release.releaseId(),
                null,
                node.code() + ": "
                        + handing.lines().stream().mapToLong(Given::pieces).sum()
                        + (handing.paidFen() == null ? "" : ", paid " + handing.paidFen() + " fen")
                        + (handing.reason() == null ? "" : ", " + handing.reason()));
        if (!whole && !handing.done()) {
            return;
        }
        places.served(release.releaseId(), node.code(), caller.accountId(), now);
        if (release.state() == ReleaseState.BOOKED && places.unserved(release.releaseId(), null) == 0) {
            table.delivered(release, caller.accountId(), now);
        }
    }
}
