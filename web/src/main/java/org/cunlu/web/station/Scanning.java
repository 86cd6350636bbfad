package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.OfflineCounter.Settled;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Sorting;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.StationWork.ScanResult;
import org.cunlu.web.Kept;
import org.cunlu.web.Kept.Answer;
import org.cunlu.web.Kept.Scanned;
import org.cunlu.web.Said;
import org.cunlu.web.Words;

/** Turns what was scanned into scans, and their results into what to do next. */
@Singleton
class Scanning {
    private final StationWork work;
    private final Sorting sorting;
    private final OfflineCounter offline;
    private final Posts posts;

    Scanning(StationWork work, Sorting sorting, OfflineCounter offline, Posts posts) {
        this.work = work;
        this.sorting = sorting;
        this.offline = offline;
        this.posts = posts;
    }

    /** One that happens now. */
    Answer now(Caller caller, Kept.Row row, Words words) {
        ScanResult result = work.scan(caller, List.of(scan(row, null))).getFirst();
        return told(caller, row, result, words);
    }

    /** What a phone kept, one answer for each. */
    Kept.Answers kept(Caller caller, Kept kept, Words words) {
        var scans = kept.rows().stream().map(row -> scan(row, row.madeAt())).toList();
        var batch = work.scanKept(caller, kept.sentAt(), scans);
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < kept.rows().size(); i++) {
            Kept.Row row = kept.rows().get(i);
            ScanResult result = batch.results().get(i);
            boolean code = row.kind().equals("HAND_OVER") && row.checked() != null;
            answers.add(code ? settled(caller, row, scans.get(i), result, words) : told(caller, row, result, words));
        }
        return new Kept.Answers(answers, batch.notice() == null ? null : Said.in(words.language(), batch.notice()));
    }

    /** What became of a hand-over without a network: what the phone found by its list is told, and decides nothing. */
    private Answer settled(Caller caller, Kept.Row row, Scan scan, ScanResult result, Words words) {
        Settled settled = offline.settle(caller, scan, result, row.checked());
        String big = words.text("station.settled." + settled);
        return switch (settled) {
            case CONFIRMED, PROVED_LATER -> Answer.done(row.id(), big, null);
            case CONTRADICTED, NEVER_PROVED -> {
                String why = Said.in(words.language(), result.title() == null ? "" : result.title());
                yield Answer.refused(row.id(), big, why + " " + words.text("station.refused.hand-over"));
            }
        };
    }

    /** What is not known or lacks something is refused where all scans are. */
    private static Scan scan(Kept.Row row, @Nullable Instant madeAt) {
        ScanKind kind = Mode.of(row.kind()).map(Mode::kind).orElse(null);
        Scanned code = Scanned.of(row.code());
        Scanned bag = Scanned.of(row.bag());
        var draft = ScanDraft.of(row.id(), row.device(), kind, row.node() == null ? "" : row.node())
                .madeAt(madeAt)
                .place(blankToNull(row.place()))
                .pickupCode(blankToNull(row.pickupCode()))
                .cash(cash(row))
                .reason(blankToNull(row.reason()))
                .photo(row.photo());
        if (code != null && code.bag()) {
            // A bag may lie in a bag.
            draft = bag == null ? draft.bag(code.number()) : draft.inner(code.number());
        } else if (code != null) {
            draft = draft.parcel(code.number());
        }
        return (bag == null ? draft : draft.bag(bag.number())).scan();
    }

    /** What is no amount is none that could be due. */
    private static @Nullable Long cash(Kept.Row row) {
        Long fen = Kept.fen(row.cash());
        return fen == null && blankToNull(row.cash()) != null ? Long.valueOf(-1) : fen;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Answer told(Caller caller, Kept.Row row, ScanResult result, Words words) {
        if (result.outcome() == Outcome.REFUSED || result.code() != null) {
            String why = Said.in(words.language(), result.title() == null ? "" : result.title());
            boolean unproved = row.kind().equals("HAND_OVER");
            return Answer.refused(
                    row.id(),
                    why,
                    unproved ? words.text("station.refused.hand-over") : words.text("station.refused.other"));
        }
        ScanKind kind = ScanKind.valueOf(row.kind());
        Scanned code = Scanned.of(row.code());
        boolean bag = code != null && code.bag();
        return switch (kind) {
            case HAND_OVER -> Answer.done(row.id(), words.text("station.done.handed"), null);
            case SHELVE -> Answer.done(row.id(), words.text("station.done.shelved", blankToNull(row.place())), null);
            case BAG ->
                Answer.done(row.id(), words.text("station.done.bagged"), words.text("station.done.bagged.hint"));
            case REFUSE, DAMAGED ->
                Answer.done(row.id(), words.text("station.done." + kind), words.text("station.done." + kind + ".hint"));
            case LOAD -> Answer.done(row.id(), words.text("station.done.loaded"), null);
            default ->
                bag
                        ? Answer.done(row.id(), words.text("station.done.bag"), words.text("station.done.bag.hint"))
                                .leading(
                                        words.link(
                                                "/station/scan",
                                                "node",
                                                row.node(),
                                                "mode",
                                                "UNBAG",
                                                "bag",
                                                code.number()),
                                        words.text("station.go.unbag"))
                        : parcel(caller, row, result, code, words);
        };
    }

    /** Where a parcel goes from here: onto a shelf, or on to the next node. */
    private Answer parcel(Caller caller, Kept.Row row, ScanResult result, @Nullable Scanned code, Words words) {
        if ("READY".equals(result.state())) {
            return Answer.done(row.id(), words.text("station.done.ready"), words.text("station.done.ready.hint"))
                    .leading(
                            words.link("/station/scan", "node", row.node(), "mode", "SHELVE", "code", number(code)),
                            words.text("station.go.shelve"));
        }
        if ("RETURNED".equals(result.state())) {
            return Answer.done(row.id(), words.text("station.done.home"), words.text("station.done.home.hint"))
                    .leading(words.link("/station/inspections", "node", row.node()), words.text("station.go.inspect"));
        }
        return next(caller, row, number(code), words);
    }

    private Answer next(Caller caller, Kept.Row row, String barcode, Words words) {
        try {
            var sorted = sorting.sort(caller, row.node(), barcode);
            String to = "→ " + posts.name(sorted.nextNode());
            String leaves = CountyTime.at(sorted.departsAt()).toLocalTime().toString();
            if (sorted.inBag() != null) {
                return Answer.done(row.id(), to, words.text("station.next.bagged", tail(sorted.inBag()), leaves));
            }
            if (sorted.bag() == null) {
                return Answer.done(row.id(), to, words.text("station.next.open", leaves))
                        .leading(
                                words.link("/station/bag", "node", row.node(), "to", sorted.nextNode()),
                                words.text("station.go.open"));
            }
            return Answer.done(row.id(), to, words.text("station.next.bag", tail(sorted.bag()), leaves))
                    .leading(
                            words.link(
                                    "/station/scan",
                                    "node",
                                    row.node(),
                                    "mode",
                                    "BAG",
                                    "bag",
                                    sorted.bag(),
                                    "code",
                                    barcode),
                            words.text("station.go.bag"));
        } catch (ProblemException stays) {
            // It does not go on from here: what was done is all there is to say.
            return Answer.done(row.id(), words.text("station.done.kept"), null);
        }
    }

    private static String number(@Nullable Scanned code) {
        return code == null ? "" : code.number();
    }

    private static String tail(String sscc) {
        return sscc.substring(Math.max(0, sscc.length() - 5));
    }
}
