package org.cunlu.logistics.gateway;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierWord;

/** Sets up a county's carriers: how their waybills look, what their files say in which column, and what their words mean. */
@Singleton
class Carriers {
    private static final String ACT = "logistics.carrier";

    private final CarrierTable table;
    private final Tracking tracking;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Carriers(CarrierTable table, Tracking tracking, Transactions transactions, Trail trail, Clock clock) {
        this.table = table;
        this.tracking = tracking;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws ProblemException {@code not-found} */
    Carrier known(String county, String code) {
        return table.byCode(county, code).orElseThrow(ProblemException::notFound);
    }

    /**
     * Sets him up as told. Repeating it changes nothing. What was told in words that get a meaning with it counts from now on.
     * @param wanted its version is the one that was seen, 0 for a new carrier
     * @throws ProblemException 409 {@code carrier-changed} with the fact {@code version}, {@code name-taken}; 400 with a code of
     *     {@link #check}
     */
    Carrier put(Caller operator, String county, Carrier wanted) {
        check(wanted);
        Carrier kept;
        try {
            kept = transactions.run(() -> write(operator, county, wanted));
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            throw ProblemException.of(409, "name-taken", "已有同名或同编码的承运商 · Another carrier has this name or code", null);
        }
        for (Map.Entry<String, CarrierWord> word : kept.words().entrySet()) {
            tracking.understood(county, kept.code(), word.getKey(), word.getValue(), operator.accountId());
        }
        return kept;
    }

    private Carrier write(Caller operator, String county, Carrier wanted) {
        Optional<Integer> locked = table.lock(county, wanted.code());
        Carrier before =
                locked.flatMap(version -> table.byCode(county, wanted.code())).orElse(null);
        if (before != null && before.equals(as(wanted, before.version()))) {
            return before;
        }
        int version = locked.orElse(0);
        if (version != wanted.version()) {
            throw ProblemException.of(
                            409,
                            "carrier-changed",
                            "承运商设置刚被改动 · The carrier was changed meanwhile",
                            "请刷新后重试 · Look at it again, then repeat")
                    .fact("version", version);
        }
        Carrier after = as(wanted, version + 1);
        if (before == null) {
            table.put(county, after, operator.accountId(), clock.instant());
        } else {
            table.change(county, after, operator.accountId(), clock.instant());
        }
        trail.record(
                operator.accountId(),
                ACT,
                county + "/" + after.code(),
                before == null ? null : shown(before),
                shown(after));
        return after;
    }

    private static Carrier as(Carrier wanted, int version) {
        return new Carrier(
                wanted.code(),
                wanted.name(),
                wanted.rule(),
                wanted.waybillMin(),
                wanted.waybillMax(),
                wanted.digitsOnly(),
                wanted.columns(),
                wanted.words(),
                version);
    }

    private static String shown(Carrier carrier) {
        return carrier.name() + " " + carrier.rule() + ", " + carrier.words().size() + " words, v" + carrier.version();
    }

    private static void check(Carrier wanted) {
        if (wanted.waybillMin() > wanted.waybillMax()) {
            throw ProblemException.invalid("waybillMax", "out-of-range", "运单长度范围不对 · Not a range of lengths");
        }
        if (!wanted.words().values().stream().allMatch(CarrierWord::told)) {
            throw ProblemException.invalid("words", "meaning-invalid", "此状态不由承运商告知 · Not for a carrier to say");
        }
        try {
            // A pattern may be one and yet lack what a moment needs.
            var format = TrackingFile.format(wanted.columns().timeFormat());
            LocalDateTime.parse(LocalDateTime.of(2026, 11, 23, 13, 45).format(format), format);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.invalid(
                    "columns.timeFormat",
                    "time-format-invalid",
                    "时间格式不对，例 yyyy-MM-dd HH:mm:ss · Not a pattern of date and time");
        }
    }
}
