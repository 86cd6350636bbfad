package org.cunlu.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.reserve.GeneratedBooks;
import org.cunlu.bench.reserve.ReserveCircle;
import org.cunlu.bench.reserve.ReserveCircle.Released;
import org.cunlu.bench.reserve.ReserveCircle.Statements;

/** A year's fees of a whole reserve, and a release over many stations. */
final class ReserveFigures {
    private static final Duration FEES_MAX = Duration.ofSeconds(10);
    private static final Duration RELEASE_MAX = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Map<String, Object> kept;

    ReserveFigures(PrintWriter out, Map<String, Object> kept) {
        this.out = out;
        this.kept = kept;
    }

    /** Fees first, of books that are taken out again; then a release, which stays on its way. @return whether all was as it must be */
    boolean measure(Where where, ReserveSize size) {
        try (var circle = ReserveCircle.prepare(where.address())) {
            LocalDate until = circle.today().minusDays(1);
            LocalDate from = until.minusDays(size.days - 1L);
            Statements first;
            Statements again;
            try (var _ = GeneratedBooks.write(
                    where.database(), circle, size.holders, size.commodities, from, size.days, size.seed)) {
                first = circle.reckon(from, until);
                again = circle.reckon(from, until);
            }
            boolean fees = fees(size, first, again);
            return release(size, circle.release(size.stations)) && fees;
        }
    }

    private boolean fees(ReserveSize size, Statements first, Statements again) {
        long contracts = (long) size.holders * size.commodities;
        out.println("%nreserve  %d 家 holders × %d 种 commodities × %d 天 days，种子 seed %d"
                .formatted(size.holders, size.commodities, size.days, size.seed));
        out.print(Figures.line(
                "reckoned s",
                Measuring.seconds(first.took()) + "  读账、逐日核算、写下 read, reckoned, written，上限 at most "
                        + FEES_MAX.toSeconds()));
        out.print(Figures.line("again s", Measuring.seconds(again.took()) + "  没有变 nothing had changed"));
        kept.put(
                "reserveFees",
                Map.of(
                        "holders",
                        size.holders,
                        "commodities",
                        size.commodities,
                        "days",
                        first.days(),
                        "seed",
                        size.seed,
                        "reckonedMillis",
                        first.took().toMillis(),
                        "againMillis",
                        again.took().toMillis()));
        boolean right = first.drafted() == contracts
                && first.days() == contracts * size.days
                && first.leftOut() == 0
                && again.unchanged() == contracts;
        if (!right) {
            out.println("  不应有 · must not be: " + first + ", " + again);
        }
        return right && first.took().compareTo(FEES_MAX) <= 0;
    }

    private boolean release(ReserveSize size, Released released) {
        if (released.stations() < size.stations) {
            out.println("  本县只有 " + released.stations() + " 个已开站点 · only so many stations are open here");
        }
        out.print(Figures.line(
                "release s",
                Measuring.seconds(released.took()) + "  " + released.sent() + "/" + released.stations() + " 站 stations，"
                        + released.state() + "，上限 at most " + RELEASE_MAX.toSeconds()));
        kept.put(
                "reserveRelease",
                Map.of(
                        "stations", released.stations(),
                        "sent", released.sent(),
                        "state", released.state(),
                        "millis", released.took().toMillis()));
        return released.took().compareTo(RELEASE_MAX) <= 0 && released.sent() == released.stations();
    }
}
