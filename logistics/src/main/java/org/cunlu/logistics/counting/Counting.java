package org.cunlu.logistics.counting;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.counting.CountTable.Head;
import org.cunlu.logistics.counting.CountTable.Line;
import org.cunlu.logistics.counting.CountTable.State;

/** Opens a count, takes what was counted, has it counted again where it differs much, and proposes the difference. */
@Singleton
class Counting {
    private final CountTable table;
    private final StockBook book;
    private final StockAdjustments adjustments;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final long recountAbove;

    /** @param recountAbove pieces that a part may differ by and not be counted again */
    Counting(
            CountTable table,
            StockBook book,
            StockAdjustments adjustments,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.recount-above:2}") long recountAbove) {
        this.table = table;
        this.book = book;
        this.adjustments = adjustments;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.recountAbove = recountAbove;
    }

    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            @NotNull @Size(min = 1, max = 100) Set<@NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String> skuCodes) {}

    /** @param pieces that were counted of a line */
    @Serdeable
    record Counted(
            @NotNull Integer lineNo,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long pieces) {}

    /** Pieces that no line speaks of. @param lotCode null for SKUs that are not tracked by lot */
    @Serdeable
    record Found(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable StockStatus status,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long pieces) {
        StockPart part(String node) {
            return new StockPart(
                    skuCode,
                    node,
                    lotCode == null ? "" : lotCode,
                    StockOwner.OWN,
                    status == null ? StockStatus.AVAILABLE : status,
                    bin == null ? "" : bin);
        }
    }

    /** @param found null for none */
    @Serdeable
    record Result(
            @NotNull @Size(max = 2000) List<@NotNull @Valid Counted> lines,
            @Nullable @Size(max = 200) List<@NotNull @Valid Found> found) {}

    /** What is to be counted; never how much there should be. */
    @Serdeable
    record Ask(int lineNo, String skuCode, String lotCode, String owner, StockStatus status, String bin) {}

    /** @param ask what is to be counted now: all, or again what differed; empty when it is over @param adjustmentId null for none */
    @Serdeable
    record Sheet(
            String countId,
            String node,
            State state,
            List<Ask> ask,
            @Nullable String adjustmentId) {}

    Sheet open(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.count-open", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.count-open", key, order, Sheet.class, () -> {
            var keys = order.skuCodes().stream()
                    .map(sku -> new SkuAtNode(sku, node.code()))
                    .toList();
            Head head = new Head(ids.next(), node.countyCode(), node.code(), State.COUNTING, clock.instant(), null);
            book.freeze(keys, head.countId());
            table.insert(head, caller.accountId());
            var lines = new ArrayList<Line>();
            book.lock(keys).stream()
                    // What is set aside for parcels, or missing, is nobody's to count.
                    .filter(each -> each.pieces() > 0 && !each.part().apart())
                    .forEach(each -> lines.add(new Line(lines.size() + 1, each.part(), each.pieces(), null, null)));
            // A line for each SKU, so that nothing found is without one and all that is frozen is thawed.
            keys.stream()
                    .filter(each ->
                            lines.stream().noneMatch(line -> line.part().key().equals(each)))
                    .forEach(each -> lines.add(new Line(lines.size() + 1, StockPart.own(each, ""), 0, null, null)));
            table.insert(head, lines);
            trail.record(caller.accountId(), "logistics.count-open", head.countId(), null, keys.size() + " SKUs");
            return sheet(head.countId());
        });
    }

    Sheet look(Caller caller, String countId) {
        return sheet(own(caller, countId, "logistics.count-look").countId());
    }

    /** All that the sheet asks must be answered at once. */
    Sheet take(Caller caller, String countId, Result result, @Nullable String key) {
        Head known = own(caller, countId, "logistics.count-take");
        Node node = workplaces.own(caller, known.nodeCode(), "logistics.count-take", Workplaces.HANDS);
        String operation = "logistics.count-take:" + countId;
        return idempotency.once(caller.accountId(), operation, key, result, Sheet.class, () -> {
            Head head = openOne(countId);
            boolean again = head.state() == State.RECOUNTING;
            if (!again) {
                addFound(head, result.found() == null ? List.of() : result.found(), caller.accountId());
            }
            keep(head, result.lines(), caller.accountId(), again);
            if (!again && table.lines(head).stream().anyMatch(this::far)) {
                table.move(countId, State.RECOUNTING, null);
            } else {
                finish(node, head, caller.accountId());
            }
            return sheet(countId);
        });
    }

    private void keep(Head head, List<Counted> counted, String by, boolean again) {
        var asked = asked(head).stream().collect(Collectors.toMap(Line::lineNo, Line::part));
        var told = new HashSet<Integer>();
        for (Counted each : counted) {
            StockPart part = asked.get(each.lineNo());
            if (part == null || !told.add(each.lineNo())) {
                throw ProblemException.invalid("lineNo", "line-unknown", "没有要求清点此行或重复 · Not asked for, or told twice");
            }
            if (part.lotCode().isEmpty() && each.pieces() > 0) {
                // Of a SKU that is tracked by lot nothing is counted without one.
                book.check(List.of(new Incoming(part, null, null, each.pieces())));
            }
            table.counted(head.countId(), each.lineNo(), each.pieces(), by, clock.instant(), again);
        }
        if (!told.containsAll(asked.keySet())) {
            throw ProblemException.invalid("lines", "count-incomplete", "还有行没有清点 · Some lines are not counted yet");
        }
    }

    private void addFound(Head head, List<Found> found, String by) {
        var lines = table.lines(head);
        var parts = lines.stream().map(Line::part).collect(Collectors.toSet());
        var frozen = lines.stream().map(line -> line.part().skuCode()).collect(Collectors.toSet());
        var more = new ArrayList<Line>();
        for (Found each : found) {
            StockPart part = each.part(head.nodeCode());
            if (!frozen.contains(part.skuCode()) || !parts.add(part)) {
                throw ProblemException.invalid(
                        "found", "found-elsewhere", "不在本次盘点内，或已有此行 · Not within this count, or it has a line already");
            }
            more.add(new Line(lines.size() + more.size() + 1, part, 0, null, null));
        }
        book.check(found.stream()
                .map(each -> new Incoming(each.part(head.nodeCode()), null, null, each.pieces()))
                .toList());
        table.insert(head, more);
        for (int i = 0; i < more.size(); i++) {
            table.counted(head.countId(), more.get(i).lineNo(), found.get(i).pieces(), by, clock.instant(), false);
        }
    }

    private void finish(Node node, Head head, String actor) {
        var lines = table.lines(head);
        var keys = keys(lines);
        // Parts before levels, as everybody does.
        book.lock(keys);
        book.thaw(keys, head.countId());
        var changes = lines.stream()
                .filter(line -> line.difference() != 0)
                .map(line ->
                        new Change(line.difference() > 0 ? line.part().whenOver() : line.part(), line.difference()))
                .toList();
        trail.record(actor, "logistics.count-done", head.countId(), null, changes.size() + " differ");
        String adjustment = changes.isEmpty()
                ? null
                : adjustments
                        .propose(node, What.ADJUSTED, changes, "盘点差异 · count " + head.countId(), actor, head.countId())
                        .adjustmentId();
        table.move(head.countId(), State.DONE, adjustment);
    }

    Sheet cancel(Caller caller, String countId, @Nullable String key) {
        own(caller, countId, "logistics.count-cancel");
        String operation = "logistics.count-cancel:" + countId;
        return idempotency.once(caller.accountId(), operation, key, countId, Sheet.class, () -> {
            Head head = openOne(countId);
            var keys = keys(table.lines(head));
            book.lock(keys);
            book.thaw(keys, countId);
            table.move(countId, State.CANCELLED, null);
            trail.record(
                    caller.accountId(),
                    "logistics.count-cancel",
                    countId,
                    head.state().name(),
                    "CANCELLED");
            return sheet(countId);
        });
    }

    private Head own(Caller caller, String countId, String act) {
        Head head = table.find(countId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, head.nodeCode(), act, Workplaces.HANDS);
        return head;
    }

    private Head openOne(String countId) {
        return table.lock(countId)
                .filter(found -> found.state().open())
                .orElseThrow(() -> ProblemException.of(409, "count-over", "盘点已结束 · The count is over", null));
    }

    private static List<SkuAtNode> keys(List<Line> lines) {
        return lines.stream().map(line -> line.part().key()).distinct().toList();
    }

    private boolean far(Line line) {
        return Math.abs(line.difference()) > recountAbove;
    }

    private List<Line> asked(Head head) {
        var lines = table.lines(head);
        return switch (head.state()) {
            case COUNTING ->
                lines.stream().filter(line -> line.counted() == null).toList();
            case RECOUNTING -> lines.stream().filter(this::far).toList();
            case DONE, CANCELLED -> List.of();
        };
    }

    private Sheet sheet(String countId) {
        Head head = table.find(countId).orElseThrow();
        return new Sheet(
                countId,
                head.nodeCode(),
                head.state(),
                asked(head).stream()
                        .map(line -> new Ask(
                                line.lineNo(),
                                line.part().skuCode(),
                                line.part().lotCode(),
                                line.part().owner().text(),
                                line.part().status(),
                                line.part().bin()))
                        .toList(),
                head.adjustmentId());
    }
}
