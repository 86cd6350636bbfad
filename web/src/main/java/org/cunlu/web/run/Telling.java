package org.cunlu.web.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.DriverRuns;
import org.cunlu.logistics.DriverRuns.Step;
import org.cunlu.logistics.DriverRuns.Told;
import org.cunlu.logistics.DriverRuns.What;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.web.Kept;
import org.cunlu.web.Kept.Answer;
import org.cunlu.web.Kept.Scanned;
import org.cunlu.web.Said;
import org.cunlu.web.Words;

/** What a driver does and scans, told as steps of his run. */
@Singleton
class Telling {
    private final DriverRuns runs;

    Telling(DriverRuns runs) {
        this.runs = runs;
    }

    Answer now(Caller caller, Kept.Row row, Words words) {
        return tell(caller, List.of(row), null, words).getFirst();
    }

    /** What a phone kept, one answer for each. */
    Kept.Answers kept(Caller caller, Kept kept, Words words) {
        return new Kept.Answers(tell(caller, kept.rows(), kept.sentAt(), words), null);
    }

    private List<Answer> tell(Caller caller, List<Kept.Row> rows, @Nullable Instant sentAt, Words words) {
        List<Kept.Row> known =
                rows.stream().filter(row -> what(row).isPresent()).toList();
        List<Told> told = known.isEmpty()
                ? List.of()
                : runs.tell(caller, known.stream().map(Telling::step).toList(), sentAt);
        var answers = new ArrayList<Answer>();
        int next = 0;
        for (Kept.Row row : rows) {
            answers.add(
                    what(row).isPresent()
                            ? answer(row, told.get(next++), words)
                            : Answer.refused(row.id(), words.text("run.unknown"), null));
        }
        return answers;
    }

    private static Answer answer(Kept.Row row, Told told, Words words) {
        boolean refused = told.outcome() == Outcome.REFUSED || told.code() != null;
        return refused
                ? Answer.refused(
                        row.id(),
                        Said.in(words.language(), told.title() == null ? "" : told.title()),
                        words.text("run.refused"))
                : Answer.done(row.id(), words.text("run.done." + row.kind()), null);
    }

    private static Optional<What> what(Kept.Row row) {
        return Stream.of(What.values())
                .filter(what -> what.name().equals(row.kind()))
                .findFirst();
    }

    private static Step step(Kept.Row row) {
        Scanned code = Scanned.of(row.code());
        return new Step(
                row.id(),
                row.device(),
                row.madeAt(),
                what(row).orElseThrow(),
                row.trip() == null ? "" : row.trip(),
                row.node(),
                code != null && code.bag() ? code.number() : null,
                code != null && !code.bag() ? code.number() : null,
                minutes(row),
                row.reason() == null || row.reason().isBlank() ? null : row.reason(),
                row.photo());
    }

    /** The form without scripts shows the field for all kinds; it counts for one. */
    private static @Nullable Integer minutes(Kept.Row row) {
        boolean told = row.kind().equals("LATE")
                && row.minutes() != null
                && row.minutes().matches("[0-9]{1,4}");
        return told ? Integer.valueOf(row.minutes()) : null;
    }
}
