package org.cunlu.logistics.timetable;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.LineBook;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.TimetableDesk;
import org.cunlu.logistics.Workplaces;

/** Changes a line from a day on, or adds one. What is held on it moves by itself, as when a file brings it otherwise. */
@Singleton
class LineActs implements TimetableDesk {
    private static final List<Role> ROLES = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    private static final String CHANGE = "logistics.change-line";
    private static final String ADD = "logistics.add-line";

    private final LineBook book;
    private final Foreseeing foreseeing;
    private final NetworkMaps maps;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    LineActs(
            LineBook book,
            Foreseeing foreseeing,
            NetworkMaps maps,
            Workplaces workplaces,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.book = book;
        this.foreseeing = foreseeing;
        this.maps = maps;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Page<Kept> lines(Caller caller, String words, When when, @Nullable String cursor, int limit) {
        LocalDate today = today();
        List<Kept> page = maps.current().lines().stream()
                .filter(line -> when == When.ENDED == over(line, today) && says(line, words))
                .filter(line -> cursor == null || line.code().compareTo(cursor) > 0)
                .filter(line -> codes(line).anyMatch(node -> workplaces.covers(caller, node, ROLES)))
                .sorted(Comparator.comparing(Line::code))
                .limit(limit + 1L)
                .map(line -> kept(caller, line))
                .toList();
        return Page.of(page, limit, each -> each.line().code());
    }

    @Override
    public Kept line(Caller caller, String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .filter(line -> codes(line).anyMatch(node -> workplaces.covers(caller, node, ROLES)))
                .findFirst()
                .map(line -> kept(caller, line))
                .orElseThrow(ProblemException::notFound);
    }

    @Override
    public Foreseen foresee(Caller caller, Change change) {
        Line line = known(change.line());
        Cut cut = cut(caller, line, change);
        return transactions.read(() -> foreseeing.of(line.code(), change.from(), cut.after()));
    }

    @Override
    public Done change(Caller caller, @Nullable String key, Change change) {
        own(caller, known(change.line()), CHANGE);
        Done done =
                idempotency.once(caller.accountId(), CHANGE, key, change, Done.class, () -> changed(caller, change));
        book.takeEffect();
        return done;
    }

    private Done changed(Caller caller, Change change) {
        Map<String, Line> lines = book.lock();
        Line line = lines.get(change.line());
        if (line == null) {
            throw ProblemException.notFound();
        }
        Cut cut = cut(caller, line, change);
        if (cut.after() != null && !cut.after().code().equals(line.code())) {
            unknown(cut.after().code(), lines);
        }
        Foreseen foreseen = foreseeing.of(line.code(), change.from(), cut.after());
        if (foreseen.parcels() > change.agreed()) {
            throw ProblemException.of(
                            409,
                            "departures-held",
                            "已有 " + foreseen.parcels() + " 件包裹订在这些班次上 · " + foreseen.parcels()
                                    + " parcels hold room on these departures",
                            "请先查看影响，再确认 · Look at what it affects, then agree to it")
                    .fact("parcels", foreseen.parcels())
                    .fact("departures", foreseen.departures());
        }
        book.put(cut.written());
        trail.record(
                caller.accountId(),
                CHANGE,
                line.code(),
                said(line),
                (cut.after() == null ? "ends " + change.from() : said(cut.after())) + ": " + change.why());
        return new Done(cut.after() == null ? null : cut.after().code(), foreseen.parcels());
    }

    @Override
    public Done add(Caller caller, @Nullable String key, Fresh fresh) {
        Line like = line(caller, fresh.like()).line();
        Line made = Cut.made(like, fresh.code(), fresh.name(), fresh.route(), fresh.from(), fresh.terms());
        own(caller, made, ADD);
        Done done = idempotency.once(caller.accountId(), ADD, key, fresh, Done.class, () -> added(caller, fresh, made));
        book.takeEffect();
        return done;
    }

    private Done added(Caller caller, Fresh fresh, Line made) {
        LineTerms.why(fresh.why());
        LineTerms.named(fresh.code(), fresh.name(), fresh.route());
        LineTerms.from(fresh.from(), today());
        LineTerms.of(fresh.terms(), fresh.from());
        notLeft(made);
        unknown(made.code(), book.lock());
        book.put(List.of(made));
        trail.record(caller.accountId(), ADD, made.code(), null, said(made) + ": " + fresh.why());
        return new Done(made.code(), 0);
    }

    private Line known(String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private Cut cut(Caller caller, Line line, Change change) {
        own(caller, line, CHANGE);
        LineTerms.why(change.why());
        LineTerms.from(change.from(), today());
        if (!Version.of(line).equals(change.version())) {
            throw ProblemException.of(
                            409,
                            "line-changed",
                            "班次刚被改动 · The line was changed meanwhile",
                            "请刷新后重试 · Look at it again, then repeat")
                    .fact("version", Version.of(line));
        }
        if (line.validTo() != null && line.validTo().isBefore(change.from())) {
            throw ProblemException.invalid("from", "period-invalid", "那天之前已停开 · It has ended before that day");
        }
        notLeft(from(line, change.from()));
        if (change.terms() == null) {
            return Cut.of(line, change.from(), null);
        }
        LineTerms.of(change.terms(), change.from());
        Cut cut = Cut.of(line, change.from(), change.terms());
        own(caller, cut.after(), CHANGE);
        notLeft(cut.after());
        return cut;
    }

    /** What of it is changed: whether that has left is asked of the line as it was, too. */
    private static Line from(Line line, LocalDate from) {
        return Cut.made(
                line,
                line.code(),
                line.name(),
                line.route(),
                from,
                new Terms(
                        line.days(),
                        line.validTo(),
                        line.weightGrams(),
                        line.volumeCm3(),
                        line.pieces(),
                        line.stops()));
    }

    private void notLeft(Line line) {
        LocalDate today = today();
        boolean left = line.runsOn(today)
                && !line.stops().isEmpty()
                && !Foreseeing.at(today, line.stops().getFirst().departMinute()).isAfter(clock.instant());
        if (left) {
            throw ProblemException.of(
                            409,
                            "departure-left",
                            "今天这一班已经发车 · Today's departure has left",
                            "请从明天起生效 · Let it hold from tomorrow on")
                    .fact("from", today.plusDays(1));
        }
    }

    private static void unknown(String code, Map<String, Line> lines) {
        if (lines.containsKey(code)) {
            throw ProblemException.of(409, "line-exists", "已有这个班次号 · There is a line of this code: " + code, null)
                    .field("code");
        }
    }

    private Kept kept(Caller caller, Line line) {
        return new Kept(line, Version.of(line), codes(line).allMatch(node -> workplaces.covers(caller, node, ROLES)));
    }

    /** All its stops are his; a stop that is unknown is nobody's and is told so where it is written. */
    private void own(Caller caller, Line line, String act) {
        boolean others = codes(line)
                .anyMatch(node -> maps.current().nodes().containsKey(node) && !workplaces.covers(caller, node, ROLES));
        if (others) {
            trail.refused(caller.accountId(), act, line.code(), "not-found");
            throw ProblemException.notFound();
        }
    }

    private static Stream<String> codes(Line line) {
        return line.stops().stream().map(Line.Stop::nodeCode);
    }

    private static boolean over(Line line, LocalDate today) {
        return line.validTo() != null && line.validTo().isBefore(today);
    }

    private static boolean says(Line line, String words) {
        String all = (line.code() + " " + line.name() + " " + (line.route() == null ? "" : line.route()))
                .toUpperCase(Locale.ROOT);
        return Stream.of(words.strip().toUpperCase(Locale.ROOT).split("\\s+")).allMatch(all::contains);
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    private static String said(Line line) {
        return line.code() + " " + line.validFrom() + ".." + line.validTo() + " " + line.days() + " "
                + line.weightGrams() + " g " + line.volumeCm3() + " cm3 " + line.pieces() + " " + line.stops();
    }
}
