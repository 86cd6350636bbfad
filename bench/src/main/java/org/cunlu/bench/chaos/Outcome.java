package org.cunlu.bench.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.cunlu.bench.chaos.Book.Act;
import org.cunlu.bench.chaos.Book.End;
import org.cunlu.bench.faults.Fault;
import org.cunlu.bench.faults.Schedule;

/** How a run went, as it is printed at its end. */
public final class Outcome {
    private static final int SHOWN_MAX = 20;

    private final Schedule schedule;
    private final Book book;
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> duplicated = new LinkedHashSet<>();
    private final List<String> unexpected = new ArrayList<>();
    private final Set<String> violations = new LinkedHashSet<>();
    private final List<Duration> starts = new ArrayList<>();
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<Duration> deliveries = new ArrayList<>();
    private int notAlive;
    private int endedInStart;
    private Caller.Unanswered unanswered = new Caller.Unanswered(0, 0, 0, 0);
    private boolean auditClean;
    private String audit = "";

    Outcome(Schedule schedule, Book book) {
        this.schedule = schedule;
        this.book = book;
    }

    synchronized void unexpected(String what) {
        unexpected.add(what);
    }

    synchronized void recovered(Optional<Duration> ready, Optional<Duration> lives, Consumer<String> told) {
        ready.ifPresentOrElse(starts::add, () -> notAlive++);
        lives.ifPresentOrElse(recoveries::add, () -> notAlive++);
        told.accept("   恢复 · all ready %s after the last fault was mended, ordered and paid at each instance %s later"
                .formatted(shown(ready), shown(lives)));
    }

    synchronized void delivered(Optional<Duration> took, Consumer<String> told) {
        took.ifPresentOrElse(deliveries::add, () -> notAlive++);
        told.accept("   到手 · the new order was scanned along its way and picked up in " + shown(took));
    }

    private static String shown(Optional<Duration> took) {
        return took.map(one -> "%.1f s".formatted(one.toMillis() / 1000.0)).orElse("NOT IN TIME");
    }

    private static double longest(List<Duration> all) {
        return all.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1000.0;
    }

    synchronized void checked(Verdict verdict, List<String> found, Consumer<String> told) {
        lost.addAll(verdict.lost());
        duplicated.addAll(verdict.duplicated());
        violations.addAll(found);
        told.accept("   下单 placed %d，丢失 lost %d，重复 duplicated %d，审计 audit %s"
                .formatted(
                        book.counted(Act.PLACE, End.ACKNOWLEDGED),
                        verdict.lost().size(),
                        verdict.duplicated().size(),
                        found.isEmpty() ? "clean" : found.toString()));
    }

    synchronized void audited(boolean clean, String output) {
        auditClean = clean;
        audit = output;
    }

    synchronized void ended(int byThemselves, int inStart, Caller.Unanswered requests) {
        if (byThemselves > 0) {
            unexpected.add("an instance that was ready ended by itself, times: " + byThemselves);
        }
        endedInStart = inStart;
        unanswered = requests;
    }

    /** @return whether nothing was lost, twice there or unexpected, the audit is clean, and all came back to life in time */
    public synchronized boolean good() {
        return lost.isEmpty()
                && duplicated.isEmpty()
                && unexpected.isEmpty()
                && book.contradictions().isEmpty()
                && violations.isEmpty()
                && auditClean
                && notAlive == 0
                && book.counted(Act.PLACE, End.ACKNOWLEDGED) > 0;
    }

    /** Prints the figures, and what was wrong by its ids. */
    public synchronized void print(PrintWriter out) {
        out.printf("%n%-10s %10s %14s %10s %10s%n", "", "attempted", "acknowledged", "refused", "unknown");
        for (Act act : Act.values()) {
            if (book.counted(act, End.ATTEMPTED) > 0) {
                out.printf(
                        "%-10s %10d %14d %10d %10d%n",
                        act,
                        book.counted(act, End.ATTEMPTED),
                        book.counted(act, End.ACKNOWLEDGED),
                        book.counted(act, End.REFUSED),
                        book.counted(act, End.UNKNOWN));
            }
        }
        out.printf(
                "请求 requests: 无人接 nobody listened %d，中断 broken off %d，10 秒无答 not answered in 10 s %d，请稍后 put off %d%n",
                unanswered.notConnected(), unanswered.brokenOff(), unanswered.notInTime(), unanswered.askedLater());
        out.println("拒绝 refused: " + book.refusals());
        var faults = new StringBuilder("故障 faults:");
        for (Fault fault : Fault.values()) {
            faults.append(' ').append(fault).append(' ').append(schedule.count(fault));
        }
        out.println(faults);
        out.printf("启动中退出（依赖不在）ended in their start, a server away: %d%n", endedInStart);
        out.printf(
                "恢复 all ready after at most %.1f s, ordered and paid within %.1f s, picked up within %.1f s, not in time %d%n",
                longest(starts), longest(recoveries), longest(deliveries), notAlive);
        List<String> odd = new ArrayList<>(unexpected);
        odd.addAll(book.contradictions());
        list(out, "丢失 lost", lost);
        list(out, "重复 duplicated", duplicated);
        list(out, "意外 unexpected", odd);
        list(out, "审计不符 audit, between", violations);
        out.println("./cunlu audit: " + (auditClean ? "clean" : "NOT clean\n" + audit));
        out.flush();
    }

    private static void list(PrintWriter out, String title, Collection<String> what) {
        out.println(title + " " + what.size());
        what.stream().limit(SHOWN_MAX).forEach(one -> out.println("   " + one));
    }
}
