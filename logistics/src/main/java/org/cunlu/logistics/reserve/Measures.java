package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.reserve.ProgramTable.Written;

/** The numbers of the published measures. They hold for all levels, so the highest one that has goods writes them. */
@Singleton
class Measures {
    private static final String CODE = "[A-Z0-9._-]{1,32}";

    /** Between what a number may lie: so neither a slip nor harm switches a measure off. An assumption. */
    private static final Map<String, Span> SPANS = Map.of(
            "CYCLE", new Span(1, 120),
            "GAP", new Span(1, 12),
            "EXTENSION", new Span(0, 12),
            "CHECK_EVERY", new Span(1, 12),
            "MIN_SHARE", new Span(5_000, 10_000),
            "LOSS", new Span(0, 500));

    private final ProgramTable programmes;
    private final Reserves reserves;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;

    Measures(ProgramTable programmes, Reserves reserves, Idempotency idempotency, Trail trail, Clock clock) {
        this.programmes = programmes;
        this.reserves = reserves;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
    }

    private record Span(long least, long most) {}

    /** @param upToMonths 0 where age does not matter */
    @Serdeable
    record NewRule(
            @NotNull @Pattern(regexp = "CYCLE|GAP|EXTENSION|CHECK_EVERY|MIN_SHARE|LOSS")
            String rule,

            @NotNull @Pattern(regexp = "\\*|" + CODE) String commodity,
            @NotNull @Min(0) @Max(9_999) Integer upToMonths,
            @NotNull LocalDate validFrom,
            @NotNull @PositiveOrZero @Max(10_000) Long value,
            @NotNull @Size(min = 1, max = 200) String source) {}

    /** A number with its source; what is written of a day is never changed. */
    Written rule(Caller caller, NewRule wanted, @Nullable String key) {
        if (reserves.levels(caller, Claiming.AUTHORITIES).isEmpty()) {
            throw ProblemException.notFound();
        }
        demandHighest(caller, wanted);
        demandWithin(wanted);
        if (wanted.validFrom().isBefore(CountyTime.date(clock.instant()))) {
            throw ProblemException.invalid(
                    "validFrom", "rule-backdated", "规则不得追溯 · A rule holds from today on, not from before");
        }
        return idempotency.once(caller.accountId(), "logistics.reserve-rule", key, wanted, Written.class, () -> {
            boolean share = "MIN_SHARE".equals(wanted.rule()) || "LOSS".equals(wanted.rule());
            var written = new Written(
                    wanted.rule(),
                    wanted.commodity(),
                    wanted.upToMonths(),
                    wanted.validFrom(),
                    wanted.value(),
                    share ? "BP" : "MONTHS",
                    wanted.source());
            if (!programmes.write(written, caller.accountId())) {
                throw ProblemException.of(409, "already-known", "已登记过 · It is on record already", null);
            }
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-rule",
                    written.rule() + " " + written.commodity(),
                    null,
                    written.validFrom() + " " + written.value() + " " + written.source());
            return written;
        });
    }

    /** Rules hold for all levels, so nobody writes them above whom a level has goods. */
    private void demandHighest(Caller caller, NewRule wanted) {
        int mine = highest(reserves.levels(caller, Claiming.AUTHORITIES));
        if (highest(programmes.levels()) > mine) {
            trail.refused(
                    caller.accountId(),
                    "logistics.reserve-rule",
                    wanted.rule() + " " + wanted.commodity(),
                    "over-authority");
            throw ProblemException.of(
                    403,
                    "over-authority",
                    "规则适用于各级储备，须由最高一级批准机关登记 · Rules hold for all levels: the highest one's authority writes them",
                    "请报上一级 · Ask the next level");
        }
    }

    private static int highest(List<ReserveLevel> levels) {
        return levels.stream().mapToInt(ReserveLevel::rank).max().orElse(0);
    }

    private static void demandWithin(NewRule wanted) {
        Span span = SPANS.get(wanted.rule());
        if (wanted.value() < span.least() || wanted.value() > span.most()) {
            throw ProblemException.invalid("value", "rule-out-of-bounds", "数值超出此规则的范围 · Outside what this rule can be")
                    .fact("least", span.least())
                    .fact("most", span.most());
        }
    }
}
