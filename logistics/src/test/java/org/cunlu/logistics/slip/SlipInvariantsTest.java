package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.logistics.standin.Audit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each invariant of promises and ways is seen to catch what it speaks of. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlipInvariantsTest implements TestPropertyProvider {
    private static final String LATE = "promise explained for each late parcel";
    private static final String CHAIN = "legs chain from where a parcel is to where it goes";
    private static final String PROMISED = "what is promised = last slip";

    @Inject
    Valley valley;

    @Inject
    SlipWatch watch;

    @Inject
    Audit audit;

    private Valley.Parcel waiting;
    private Valley.Parcel late;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("slipaudit");
    }

    @BeforeAll
    void aParcelThatWaitsAndOneThatCameLate() {
        valley.build();
        valley.at(0, 7, 0);
        late = valley.book("H", "A1");
        valley.at(0, 8, 40);
        watch.round();
        valley.at(0, 11, 30);
        valley.does(PACK, "H", late);
        valley.does(OUT, "H", late);
        valley.at(0, 14, 0);
        assertThat(valley.does(IN, "A1", late)).isEqualTo("READY");
        waiting = valley.book("A2", "B1");
        valley.at(1, 11, 1);
        watch.round();
        assertThat(valley.slips(waiting)).hasSize(1);
        assertThat(valley.way(waiting)).hasSize(2);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatComesLateWithoutAWordIsExplainedByItsArrival() {
        valley.at(3, 7, 0);
        var parcel = valley.book("H", "A1");
        valley.at(3, 7, 30);
        valley.does(PACK, "H", parcel);
        valley.does(OUT, "H", parcel);
        valley.at(3, 9, 55);
        assertThat(valley.does(IN, "A1", parcel)).isEqualTo("READY");
        assertThat(valley.slips(parcel)).containsExactly("RAN_LATE 2026-11-26T09:55 system");
        assertThat(valley.told(parcel)).as("he hears that it is there").isEmpty();
        assertThat(audit.violations()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> catchesWhatIsPlanted() {
        String ofLate = " WHERE barcode = '" + late.barcode() + "'";
        String ofWaiting = " WHERE barcode = '" + waiting.barcode() + "'";
        return Stream.of(
                planted(LATE, "DELETE FROM log_slip" + ofLate),
                planted(LATE, "UPDATE log_slip SET promised_after = promised_before" + ofLate),
                planted(CHAIN, "UPDATE log_parcel_leg SET from_node = 'H'" + ofWaiting + " AND seq = 2"),
                planted(CHAIN, "UPDATE log_parcel_leg SET from_node = 'H'" + ofWaiting + " AND seq = 1"),
                planted(CHAIN, "UPDATE log_parcel_leg SET to_node = 'B'" + ofWaiting + " AND seq = 2"),
                planted(CHAIN, "DELETE FROM log_parcel_leg" + ofWaiting + " AND seq = 1"),
                planted(CHAIN, "UPDATE log_parcel SET next_node = 'B'" + ofWaiting),
                planted(CHAIN, "UPDATE log_parcel SET next_node = NULL" + ofWaiting),
                planted(PROMISED, "UPDATE log_parcel SET slipped_to = NULL" + ofWaiting),
                planted(PROMISED, "UPDATE log_parcel SET to_node = 'A1'" + ofWaiting),
                planted(PROMISED, "UPDATE log_parcel SET stranded = 1" + ofWaiting),
                planted(PROMISED, "UPDATE log_slip SET seq = 2" + ofWaiting),
                planted(PROMISED, "UPDATE log_slip SET promised_before = promised_after" + ofWaiting),
                planted(
                        PROMISED,
                        "INSERT INTO log_stranded (barcode, county_code, at_node, cause, reason, why, actor, since, tried_at)"
                                + " VALUES ('" + waiting.barcode()
                                + "', '500233', 'H', 'c', 'RAN_LATE', 'NO_CONNECTION',"
                                + " 'system', '2026-11-23', '2026-11-23')"));
    }

    private DynamicTest planted(String invariant, String sql) {
        return DynamicTest.dynamicTest(invariant + ": " + sql, () -> {
            List<Boolean> caught = new ArrayList<>();
            try {
                valley.transactions.run(() -> {
                    assertThat(valley.sql.change(sql)).isPositive();
                    caught.add(audit.violations().containsKey(invariant));
                    throw new Undone();
                });
            } catch (Undone undone) {
                // As it was.
            }
            assertThat(caught).containsExactly(true);
        });
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
