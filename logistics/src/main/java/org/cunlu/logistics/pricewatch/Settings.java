package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;
import org.cunlu.logistics.pricewatch.Watched.Outlet;
import org.cunlu.logistics.pricewatch.Watched.People;
import org.cunlu.logistics.pricewatch.Watched.Ratio;

/** Sets what is watched, each time with a row in the trail that says what stood before; a refusal leaves one too. The same again changes nothing. */
@Singleton
class Settings {
    private static final String ACT = "logistics.price-watch-set";

    /** Settings take turns, so that what stood before is what the trail says; no place has such a code. */
    private static final String TURN = "price-watch";

    private final WatchTable table;
    private final ReportTable turns;
    private final Places places;
    private final Transactions transactions;
    private final Trail trail;
    private final String county;

    Settings(
            WatchTable table,
            ReportTable turns,
            Places places,
            Transactions transactions,
            Trail trail,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.turns = turns;
        this.places = places;
        this.transactions = transactions;
        this.trail = trail;
        this.county = county;
    }

    void set(Caller caller, Commodity said) {
        if (said.lowFen() >= said.highFen()) {
            throw ProblemException.invalid("highFen", "band-wrong", "上限须高于下限 · The upper end lies above the lower");
        }
        kept(
                caller,
                said.commodity(),
                said,
                () -> table.commodity(county, said.commodity()),
                before -> demandLevels(caller, said.levelCode(), before.map(Commodity::levelCode)),
                () -> table.set(county, said, caller.accountId()));
    }

    void set(Caller caller, Ratio said) {
        if (said.lowMilli() >= said.highMilli()) {
            throw ProblemException.invalid("highMilli", "band-wrong", "上限须高于下限 · The upper end lies above the lower");
        }
        kept(
                caller,
                said.code(),
                said,
                () -> table.ratio(county, said.code()),
                before -> demandLevels(caller, said.levelCode(), before.map(Ratio::levelCode)),
                () -> table.set(county, said, caller.accountId()));
    }

    void set(Caller caller, Outlet said) {
        places.demandTownship(said.townshipCode());
        kept(
                caller,
                said.code(),
                said,
                () -> table.outlet(county, said.code()),
                _ -> PriceRoles.demand(caller, PriceRoles.KEEPS),
                () -> table.set(county, said, caller.accountId()));
    }

    void set(Caller caller, People said) {
        places.demandTownship(said.townshipCode());
        kept(
                caller,
                said.townshipCode(),
                said,
                () -> table.people(county, said.townshipCode()),
                _ -> PriceRoles.demand(caller, PriceRoles.KEEPS),
                () -> table.set(county, said, caller.accountId()));
    }

    void set(Caller caller, Need said) {
        places.demandTownship(said.townshipCode());
        if (said.until().isBefore(said.from())) {
            throw ProblemException.invalid("until", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        kept(
                caller,
                said.townshipCode() + "/" + said.commodity(),
                said,
                () -> table.need(county, said.townshipCode(), said.commodity(), said.from()),
                _ -> PriceRoles.demand(caller, PriceRoles.KEEPS),
                () -> table.set(county, said, caller.accountId()));
    }

    /** What one level watches no other switches off or takes over. */
    private static void demandLevels(Caller caller, String said, Optional<String> standing) {
        if (!known(said)) {
            throw ProblemException.invalid("levelCode", "level-unknown", "没有这一级储备 · No level of the reserve");
        }
        PriceRoles.demandIn(said, caller, PriceRoles.SETS);
        standing.filter(Settings::known).ifPresent(level -> PriceRoles.demandIn(level, caller, PriceRoles.SETS));
    }

    private static boolean known(String level) {
        return Arrays.stream(ReserveLevel.values()).anyMatch(each -> each.name().equals(level));
    }

    private <T> void kept(
            Caller caller,
            String subject,
            T said,
            Supplier<Optional<T>> standing,
            Consumer<Optional<T>> demand,
            Runnable write) {
        try {
            transactions.run(() -> {
                turns.waitForTurn(TURN);
                Optional<T> before = standing.get();
                demand.accept(before);
                if (before.filter(said::equals).isEmpty()) {
                    write.run();
                    trail.record(
                            caller.accountId(),
                            ACT,
                            subject,
                            before.map(Object::toString).orElse(null),
                            said.toString());
                }
            });
        } catch (ProblemException refused) {
            trail.refused(caller.accountId(), ACT, subject, refused.code());
            throw refused;
        }
    }
}
