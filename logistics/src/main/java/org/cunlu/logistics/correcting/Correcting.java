package org.cunlu.logistics.correcting;

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
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CorrectablePaper;
import org.cunlu.logistics.CorrectablePaper.PaperLine;
import org.cunlu.logistics.CorrectablePaper.Signed;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PaperActs;
import org.cunlu.logistics.PaperActs.PaperAct;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.correcting.CorrectionTable.Correction;
import org.cunlu.logistics.correcting.CorrectionTable.Line;
import org.cunlu.logistics.correcting.CorrectionTable.State;

/** Puts right what was written on a paper: at once within the limit of the node's day, above it when somebody else has signed. */
@Singleton
class Correcting {
    static final List<Role> DECIDERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private final CorrectionTable table;
    private final Map<String, CorrectablePaper> papers;
    private final PaperActs acts;
    private final StockAdjustments limits;
    private final StockBook book;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Correcting(
            CorrectionTable table,
            List<CorrectablePaper> papers,
            PaperActs acts,
            StockAdjustments limits,
            StockBook book,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.papers = papers.stream().collect(Collectors.toMap(CorrectablePaper::kind, Function.identity()));
        this.acts = acts;
        this.limits = limits;
        this.book = book;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a line should have said. @param lotCode null for the line's own, or for SKUs that are not tracked by lot */
    @Serdeable
    record Right(
            @NotNull Integer lineNo,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long good,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long damaged) {
        Line line() {
            return new Line(lineNo, lotCode, expiresOn, producedOn, good, damaged);
        }
    }

    /** @param lines all that is true of the act, not only what differs; none when it never happened */
    @Serdeable
    record Order(
            @NotNull @Size(min = 1, max = 200) String reason,
            @NotNull @Size(max = 200) List<@NotNull @Valid Right> lines) {}

    /** @param approve false to reject */
    @Serdeable
    record Verdict(@NotNull Boolean approve) {}

    Correction correct(Caller caller, String paperId, String actId, Order order, @Nullable String key) {
        PaperAct wrong = acts.find(actId)
                .filter(act -> act.paper().id().equals(paperId))
                .orElseThrow(ProblemException::notFound);
        Node node = workplaces.own(caller, wrong.nodeCode(), "logistics.paper-correct", Workplaces.HANDS);
        CorrectablePaper paper = papers.get(wrong.paper().kind());
        if (paper == null || wrong.reversal()) {
            throw ProblemException.of(
                    409,
                    "not-reversible",
                    "此操作不能更正 · This act is not corrected",
                    "只更正采购收货和调拨；冲销不能再冲销 · Purchases and transfers are; a reversal stays");
        }
        String operation = "logistics.paper-correct:" + actId;
        return idempotency.once(caller.accountId(), operation, key, order, Correction.class, () -> {
            var right = order.lines().stream().map(Right::line).toList();
            return correct(caller, wrong, node, paper, order.reason(), right);
        });
    }

    private Correction correct(
            Caller caller, PaperAct wrong, Node node, CorrectablePaper paper, String reason, List<Line> right) {
        var lines = paper.lock(wrong.paper().id());
        if (table.stands(wrong.actId())) {
            throw ProblemException.of(
                    409, "already-reversed", "已更正或正待批准 · It was corrected, or waits for a signature", null);
        }
        List<Change> differs = difference(wrong, lines, right);
        if (differs.isEmpty()) {
            throw ProblemException.invalid("lines", "nothing-to-correct", "与原记录相同 · It says the same as before");
        }
        // All that is written below, and before the node's day is: parts come before it everywhere.
        book.lock(keys(wrong, lines, differs));
        boolean alone = limits.withinLimit(node, differs);
        var correction = new Correction(
                ids.next(),
                node.countyCode(),
                node.code(),
                wrong.paper().kind(),
                wrong.paper().id(),
                wrong.actId(),
                alone ? State.POSTED : State.PROPOSED,
                reason,
                caller.accountId(),
                clock.instant(),
                null,
                right);
        table.insert(correction);
        trail.record(
                caller.accountId(),
                "logistics.paper-correct",
                correction.correctionId(),
                null,
                correction.state() + " " + wrong.paper().kind() + " "
                        + wrong.paper().id());
        if (alone) {
            post(paper, wrong, node, correction, null);
        }
        return correction;
    }

    /** By SKU, lot and whether it is damaged: how the pieces of the act and of the correction differ. */
    private static List<Change> difference(PaperAct wrong, List<PaperLine> lines, List<Line> right) {
        var byNumber = lines.stream().collect(Collectors.toMap(PaperLine::lineNo, Function.identity()));
        var sums = new TreeMap<StockPart, Long>(Comparator.comparing(StockPart::toString));
        // What came makes more, what was shipped fewer; a correction of either is told in pieces above 0.
        wrong.changes().forEach(change -> sums.merge(bare(change.part()), -Math.abs(change.pieces()), Long::sum));
        for (Line line : right) {
            PaperLine of = byNumber.get(line.lineNo());
            if (of == null) {
                throw ProblemException.invalid("lineNo", "line-unknown", "单据没有此行 · The paper has no such line");
            }
            String lot = line.lotCode() == null ? of.lotCode() : line.lotCode();
            var good = bare(new StockPart(of.skuCode(), wrong.nodeCode(), lot, StockOwner.OWN, of.status(), ""));
            sums.merge(good, line.good(), Long::sum);
            sums.merge(good.with(StockStatus.DAMAGED), line.damaged(), Long::sum);
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new Change(sum.getKey(), sum.getValue()))
                .toList();
    }

    private static Set<SkuAtNode> keys(PaperAct wrong, List<PaperLine> lines, List<Change> differs) {
        return Stream.of(
                        wrong.changes().stream().map(change -> change.part().key()),
                        lines.stream().map(line -> new SkuAtNode(line.skuCode(), wrong.nodeCode())),
                        differs.stream().map(change -> change.part().key()))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }

    private static StockPart bare(StockPart part) {
        StockStatus status = part.status() == StockStatus.DAMAGED ? StockStatus.DAMAGED : StockStatus.AVAILABLE;
        return new StockPart(part.skuCode(), part.nodeCode(), part.lotCode(), StockOwner.OWN, status, "");
    }

    /** By somebody over the node who did not propose it. */
    Correction decide(Caller caller, String correctionId, Verdict verdict, @Nullable String key) {
        Correction proposed = table.find(correctionId).orElseThrow(ProblemException::notFound);
        Node node = workplaces.own(caller, proposed.nodeCode(), "logistics.paper-decide", DECIDERS);
        var second = new SecondPerson(proposed.proposedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.paper-decide", correctionId, "second-person-needed");
            second.demand(caller.accountId());
        }
        String operation = "logistics.paper-decide:" + correctionId;
        return idempotency.once(caller.accountId(), operation, key, verdict, Correction.class, () -> {
            CorrectablePaper paper = papers.get(proposed.paperKind());
            paper.lock(proposed.paperId());
            State to = verdict.approve() ? State.POSTED : State.REJECTED;
            if (!table.decide(correctionId, to, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "already-decided", "已经处理过 · It was decided before", null);
            }
            trail.record(caller.accountId(), "logistics.paper-decide", correctionId, State.PROPOSED.name(), to.name());
            if (verdict.approve()) {
                PaperAct wrong = acts.find(proposed.actId()).orElseThrow();
                post(paper, wrong, node, proposed, caller.accountId());
            }
            return table.find(correctionId).orElseThrow();
        });
    }

    private static void post(
            CorrectablePaper paper, PaperAct wrong, Node node, Correction correction, @Nullable String approver) {
        paper.correct(
                wrong,
                node,
                correction.lines().stream().map(Line::instead).toList(),
                new Signed(correction.reason(), correction.proposedBy(), approver));
    }
}
