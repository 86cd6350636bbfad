package org.cunlu.logistics.trace;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigin.Facts;
import org.cunlu.catalog.LotOrigin.Inspection;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.trace.Happening.Wrong;

/** All that happened to a lot, in no order: as its seller tells it, as stock and scans of parcels have it. */
@Singleton
class LotHistory {
    private static final LocalTime OPENING = LocalTime.of(8, 0);

    private final TraceTable table;
    private final String county;

    LotHistory(TraceTable table, @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.county = county;
    }

    /** @param parcels whether to tell of its parcels, all of a node and day as one */
    List<Happening> of(LotOrigin lot, boolean parcels) {
        var all = new ArrayList<Happening>();
        made(lot, all);
        for (Inspection each : lot.inspections()) {
            var said = new LinkedHashMap<String, Object>();
            said.put("what", each.what());
            said.put("passed", each.passed());
            if (each.fileSha256() != null) {
                said.put("paperSha256", each.fileSha256());
            }
            all.add(new Happening(
                    Happening.id(lot.code(), "inspection/" + each.id()),
                    morning(each.on()),
                    each.passed() ? Step.PASSED : Step.FAILED,
                    null,
                    lot.now().areaCode(),
                    Map.of("cunlu:inspection", said),
                    null));
        }
        acts(lot, all);
        recalls(lot, all);
        if (parcels) {
            scans(lot, all);
        }
        return all;
    }

    /** A correction declares the event before it wrong and tells its own. */
    private static void made(LotOrigin lot, List<Happening> all) {
        for (int i = 0; i < lot.versions().size(); i++) {
            Facts facts = lot.versions().get(i);
            if (facts.producedOn() == null) {
                continue;
            }
            Wrong wrong = null;
            if (i + 1 < lot.versions().size()) {
                Facts next = lot.versions().get(i + 1);
                wrong = new Wrong(
                        next.recordedAt(), "incorrect_data", Happening.id(lot.code(), "made/" + next.version()));
            }
            all.add(new Happening(
                    Happening.id(lot.code(), "made/" + facts.version()),
                    morning(facts.producedOn()),
                    Step.MADE,
                    null,
                    facts.areaCode(),
                    Map.of("ilmd", ilmd(lot, facts)),
                    wrong));
        }
    }

    private static Map<String, Object> ilmd(LotOrigin lot, Facts facts) {
        var ilmd = new LinkedHashMap<String, Object>();
        ilmd.put("cbvmda:lotNumber", lot.code());
        ilmd.put("cunlu:producedOn", facts.producedOn().toString());
        if (facts.expiresOn() != null) {
            ilmd.put("cbvmda:itemExpirationDate", facts.expiresOn().toString());
        }
        if (!facts.inputs().isEmpty()) {
            ilmd.put(
                    "cunlu:farmInputs",
                    facts.inputs().stream()
                            .map(input -> Map.of(
                                    "name", input.name(),
                                    "registrationNo", input.registrationNo(),
                                    "appliedOn", input.appliedOn().toString(),
                                    "safeDays", input.safeDays()))
                            .toList());
        }
        return ilmd;
    }

    private void acts(LotOrigin lot, List<Happening> all) {
        for (TraceTable.Act act : table.acts(county, lot.skuCode(), lot.code())) {
            Step.ofAct(act.kind(), act.pieces())
                    .ifPresent(step -> all.add(new Happening(
                            Happening.id(lot.code(), "act/" + act.actId()),
                            act.at(),
                            step,
                            act.node(),
                            null,
                            Map.of(),
                            act.undoneAt() == null ? null : new Wrong(act.undoneAt(), "did_not_occur", null))));
        }
    }

    private void recalls(LotOrigin lot, List<Happening> all) {
        for (TraceTable.Recall recall : table.recalls(county, lot.code())) {
            String id = Happening.id(lot.code(), "recall/" + recall.recallId());
            all.add(new Happening(id, recall.calledAt(), Step.RECALLED, recall.node(), null, Map.of(), null));
            if (recall.liftedAt() != null) {
                String lifted = Happening.id(lot.code(), "lifted/" + recall.recallId());
                all.add(new Happening(lifted, recall.liftedAt(), Step.CLEARED, recall.node(), null, Map.of(), null));
            }
        }
    }

    private void scans(LotOrigin lot, List<Happening> all) {
        var seen = new HashSet<String>();
        for (TraceTable.Scans scans : table.scans(county, lot.skuCode(), lot.code())) {
            Step step = Step.ofScan(scans.what(), scans.holderKind()).orElse(null);
            if (step == null || !seen.add(step + "/" + scans.node() + "/" + scans.day())) {
                continue;
            }
            all.add(new Happening(
                    Happening.id(lot.code(), step + "/" + scans.node() + "/" + scans.day()),
                    step == Step.SOLD ? hourAfter(scans.at()) : scans.at(),
                    step,
                    scans.node(),
                    null,
                    Map.of(),
                    null));
        }
    }

    /** When somebody came for his parcel is nobody's business to the minute. */
    private static Instant hourAfter(Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(at) ? at : hour.plus(1, ChronoUnit.HOURS);
    }

    /** Of a day nobody told the hour. */
    private static Instant morning(LocalDate day) {
        return CountyTime.instant(day, OPENING);
    }
}
