package org.cunlu.catalog.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.Prices.Priced;
import org.junit.jupiter.api.Test;

class ProvingTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    @Test
    void aFirstPriceHasNoneBefore() {
        var proof = Proving.proof(history(3900, 0));
        assertThat(proof.wasFen()).isNull();
        assertThat(proof.lowestFen()).isNull();
        assertThat(proof.priceFen()).isEqualTo(3900);
    }

    @Test
    void aPriceThatWasRaisedForADayIsNoReduction() {
        var proof = Proving.proof(history(3900, 0, 9900, 1, 3900, 100));
        assertThat(proof.wasFen()).isEqualTo(9900);
        assertThat(proof.lowestFen()).isEqualTo(3900);
    }

    @Test
    void thePriceThatHeldWhenTheThirtyDaysBeganCountsAndWhatWasBeforeItDoesNot() {
        assertThat(Proving.proof(history(3900, 0, 5900, 29, 4900, 31, 1000, 60)).lowestFen())
                .isEqualTo(4900);
        assertThat(Proving.proof(history(3900, 0, 5900, 30, 4900, 31, 1000, 60)).lowestFen())
                .isEqualTo(5900);
    }

    /** @param pricesAndDays newest first: fen, and how many days ago it began */
    private static List<Priced> history(int... pricesAndDays) {
        var history = new ArrayList<Priced>();
        for (int i = 0; i < pricesAndDays.length; i += 2) {
            history.add(new Priced(
                    "0000000000001", 100 - i, pricesAndDays[i], NOW.minus(Duration.ofDays(pricesAndDays[i + 1]))));
        }
        return history;
    }
}
