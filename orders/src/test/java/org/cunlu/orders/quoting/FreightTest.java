package org.cunlu.orders.quoting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cunlu.logistics.Node.Tier;
import org.cunlu.orders.quoting.Freight.Ride;
import org.junit.jupiter.api.Test;

class FreightTest {
    private static final Freight FREIGHT = new Freight(new FreightTariff(200, 20, 10, 5, 800, 200));
    private static final Ride HUB_TOWN = new Ride(Tier.HUB, Tier.TOWNSHIP);
    private static final Ride TOWN_VILLAGE = new Ride(Tier.TOWNSHIP, Tier.VILLAGE);

    @Test
    void insideIsBaseAndEachStartedKilogramOnEachRide() {
        assertThat(FREIGHT.inside(List.of(HUB_TOWN, TOWN_VILLAGE), 1)).isEqualTo(200 + 30);
        assertThat(FREIGHT.inside(List.of(HUB_TOWN, TOWN_VILLAGE), 1_000)).isEqualTo(200 + 30);
        assertThat(FREIGHT.inside(List.of(HUB_TOWN, TOWN_VILLAGE), 1_001)).isEqualTo(200 + 60);
        assertThat(FREIGHT.inside(List.of(HUB_TOWN), 10_000)).isEqualTo(200 + 100);
    }

    @Test
    void whatStaysAtItsStationCostsTheBaseOnly() {
        assertThat(FREIGHT.inside(List.of(), 25_000)).isEqualTo(200);
    }

    @Test
    void outsideIsAFirstKilogramAndFurtherStartedOnes() {
        assertThat(FREIGHT.outside(1)).isEqualTo(800);
        assertThat(FREIGHT.outside(1_000)).isEqualTo(800);
        assertThat(FREIGHT.outside(1_001)).isEqualTo(1_000);
        assertThat(FREIGHT.outside(5_000)).isEqualTo(800 + 4 * 200);
    }

    @Test
    void aSumThatDoesNotFitIsRefused() {
        var dear = new Freight(new FreightTariff(200, 20, 10, 5, 800, Long.MAX_VALUE / 2));
        assertThatThrownBy(() -> dear.outside(4_000)).isInstanceOf(ArithmeticException.class);
    }
}
