package org.cunlu.logistics.pricewatch;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;
import org.cunlu.logistics.pricewatch.Watched.Outlet;
import org.cunlu.logistics.pricewatch.Watched.People;
import org.cunlu.logistics.pricewatch.Watched.Ratio;

/** Sets what is watched, each time with a row in the trail. The same again changes nothing. */
@Singleton
class Settings {
    private static final String ACT = "logistics.price-watch-set";

    private final WatchTable table;
    private final Places places;
    private final Transactions transactions;
    private final Trail trail;
    private final String county;

    Settings(
            WatchTable table,
            Places places,
            Transactions transactions,
            Trail trail,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.places = places;
        this.transactions = transactions;
        this.trail = trail;
        this.county = county;
    }

    void set(Commodity said, String by) {
        if (said.lowFen() >= said.highFen()) {
            throw ProblemException.invalid("highFen", "band-wrong", "上限须高于下限 · The upper end lies above the lower");
        }
        kept(said.commodity(), said, by, () -> table.set(county, said, by));
    }

    void set(Ratio said, String by) {
        if (said.lowMilli() >= said.highMilli()) {
            throw ProblemException.invalid("highMilli", "band-wrong", "上限须高于下限 · The upper end lies above the lower");
        }
        kept(said.code(), said, by, () -> table.set(county, said, by));
    }

    void set(Outlet said, String by) {
        places.demandTownship(said.townshipCode());
        kept(said.code(), said, by, () -> table.set(county, said, by));
    }

    void set(People said, String by) {
        places.demandTownship(said.townshipCode());
        kept(said.townshipCode(), said, by, () -> table.set(county, said, by));
    }

    void set(Need said, String by) {
        places.demandTownship(said.townshipCode());
        if (said.until().isBefore(said.from())) {
            throw ProblemException.invalid("until", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        kept(said.townshipCode() + "/" + said.commodity(), said, by, () -> table.set(county, said, by));
    }

    private void kept(String subject, Object said, String by, Runnable write) {
        transactions.run(() -> {
            write.run();
            trail.record(by, ACT, subject, null, said.toString());
        });
    }
}
