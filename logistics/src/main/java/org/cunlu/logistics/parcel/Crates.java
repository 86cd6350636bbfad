package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.parcel.Refusal.Why;

/** What a crate takes: it has walls, and one person lifts it. */
@Singleton
class Crates {
    private final BagLoads loads;
    private final ParcelTable parcels;
    private final long gramsMax;
    private final long cm3Max;

    /**
     * @param gramsMax that one person lifts alone; an assumption, as the next
     * @param cm3Max inside a box of 600 x 400 x 300 mm
     */
    Crates(
            BagLoads loads,
            ParcelTable parcels,
            @Value("${cunlu.logistics.crate-grams:25000}") long gramsMax,
            @Value("${cunlu.logistics.crate-cm3:60000}") long cm3Max) {
        this.loads = loads;
        this.parcels = parcels;
        this.gramsMax = gramsMax;
        this.cm3Max = cm3Max;
    }

    /** @param into locked @throws Refusal when it, or a crate around it, does not take these as well */
    void check(Bag into, List<Parcel> coming) {
        List<Bag> crates = Stream.concat(Stream.of(into), loads.around(into).stream())
                .filter(Bag::crate)
                .toList();
        for (Bag crate : crates) {
            var all = new ArrayList<>(loads.of(crate).parcels());
            all.addAll(coming);
            Collection<Load> sizes = parcels.loads(all).values();
            long grams = sizes.stream().mapToLong(Load::weightGrams).sum();
            long cm3 = sizes.stream().mapToLong(Load::volumeCm3).sum();
            if (grams > gramsMax || cm3 > cm3Max) {
                throw new Refusal(Why.CRATE_FULL, crate.sscc() + ", " + grams + " g, " + cm3 + " cm3");
            }
        }
    }
}
