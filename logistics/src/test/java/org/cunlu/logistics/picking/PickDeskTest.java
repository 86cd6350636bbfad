package org.cunlu.logistics.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PickRounds;
import org.cunlu.logistics.PickRounds.Ended;
import org.cunlu.logistics.PickRounds.Fetched;
import org.cunlu.logistics.PickRounds.Why;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Picking by page: the next bin is told, what is scanned must be of the line, and why fewer were found reaches who signs for it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickDeskTest implements TestPropertyProvider {
    @Inject
    Hall hall;

    @Inject
    PickRounds rounds;

    private LocalDate day;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aDay() {
        day = hall.newDay();
        sku = hall.sku(true);
        hall.transactions.run(() -> hall.sql.change("DELETE FROM log_adjustment_day WHERE node_code = ?", Hall.HUB));
    }

    @Test
    void tellsTheNextBinAndTakesNoScanOfOtherGoods() {
        String lot = hall.lot(sku, day.plusDays(30));
        hall.receive(sku, lot, "A-1", 5);
        hall.order(sku, 3);
        String wave = hall.wave();
        Caller picker = Hall.worker("P1");
        assertThat(rounds.mine(picker, wave)).isEmpty();
        assertThat(rounds.round(picker, wave).left()).isEqualTo(1);
        rounds.take(picker, wave);
        var step = rounds.mine(picker, wave).getFirst();
        assertThat(step.bin()).isEqualTo("A-1");
        assertThat(step.lotCode()).isEqualTo(lot);
        assertThat(step.expiresOn()).isEqualTo(day.plusDays(30));
        assertThat(step.pieces()).isEqualTo(3);
        assertThatThrownBy(() -> rounds.fetched(picker, wave, step.lineId(), all(3, "OTHER"), hall.key()))
                .satisfies(
                        thrown -> assertThat(((ProblemException) thrown).code()).isEqualTo("other-goods"));
        String key = hall.key();
        assertThat(rounds.fetched(picker, wave, step.lineId(), all(3, lot.toLowerCase(Locale.ROOT)), key))
                .isEqualTo(Ended.ALL);
        // The same form again is the same pick.
        assertThat(rounds.fetched(picker, wave, step.lineId(), all(3, lot.toLowerCase(Locale.ROOT)), key))
                .isEqualTo(Ended.ALL);
        assertThat(rounds.round(picker, wave).left()).isZero();
    }

    @Test
    void fewerNeedAReasonAndWhoSignsReadsIt() {
        String lot = hall.lot(sku, day.plusDays(30));
        hall.receive(sku, lot, "A-1", 3);
        hall.order(sku, 3);
        String wave = hall.wave();
        Caller picker = Hall.worker("P1");
        rounds.take(picker, wave);
        var step = rounds.mine(picker, wave).getFirst();
        assertThatThrownBy(() -> rounds.fetched(picker, wave, step.lineId(), all(2, null), hall.key()))
                .satisfies(
                        thrown -> assertThat(((ProblemException) thrown).code()).isEqualTo("why-missing"));
        assertThat(rounds.fetched(
                        picker, wave, step.lineId(), new Fetched(2, null, Why.DAMAGED, null, null), hall.key()))
                .isEqualTo(Ended.WITHOUT);
        assertThat(hall.transactions.read(() -> hall.sql.list(
                        "SELECT reason FROM log_adjustment WHERE reason LIKE ?",
                        row -> row.string("reason"),
                        "%" + step.lineId() + "%")))
                .singleElement()
                .asString()
                .contains("damaged");
    }

    @Test
    void anotherNodesWaveIsAsAbsentAndALineOfAnotherWaveToo() {
        hall.receive(sku, hall.lot(sku, day.plusDays(30)), "A-1", 5);
        hall.order(sku, 1);
        String wave = hall.wave();
        var stranger =
                new Caller("STRANGER", List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, "999999"))));
        for (Runnable act : List.<Runnable>of(
                () -> rounds.round(stranger, wave),
                () -> rounds.mine(stranger, wave),
                () -> rounds.take(stranger, wave),
                () -> rounds.due(stranger, Hall.HUB),
                () -> rounds.rounds(stranger, Hall.HUB, null, 5),
                () -> rounds.toPutBack(stranger, Hall.HUB, null, 5),
                () -> rounds.fetched(stranger, wave, "0000000000001", all(1, null), hall.key()),
                () -> rounds.fetched(Hall.worker("P1"), wave, "0000000000001", all(1, null), hall.key()))) {
            assertThatThrownBy(act::run)
                    .satisfies(thrown ->
                            assertThat(((ProblemException) thrown).code()).isEqualTo("not-found"));
        }
    }

    private static Fetched all(long pieces, String scanned) {
        return new Fetched(pieces, scanned, null, null, null);
    }
}
