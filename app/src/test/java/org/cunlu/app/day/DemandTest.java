package org.cunlu.app.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.cunlu.app.day.County.Goods;
import org.cunlu.app.day.County.Place;
import org.cunlu.app.day.County.Village;
import org.cunlu.app.day.Errand.Way;
import org.cunlu.app.play.Unplayable;
import org.junit.jupiter.api.Test;

class DemandTest {
    private static final String TOWN = "500233101";
    private static final String OTHER_TOWN = "500233102";

    private static final Map<String, Place> NODES = Map.of(
            "500233",
            new Place("500233", "hub", "HUB", null, true),
            TOWN,
            new Place(TOWN, "town", "TOWNSHIP", "500233", true),
            OTHER_TOWN,
            new Place(OTHER_TOWN, "other", "TOWNSHIP", "500233", true),
            TOWN + "201",
            new Place(TOWN + "201", "village", "VILLAGE", TOWN, true),
            OTHER_TOWN + "201",
            new Place(OTHER_TOWN + "201", "village", "VILLAGE", OTHER_TOWN, true));

    private static final Map<String, List<Village>> VILLAGES = Map.of(
            TOWN, List.of(new Village(TOWN + "001", TOWN), new Village(TOWN + "201", TOWN + "201")),
            OTHER_TOWN, List.of(new Village(OTHER_TOWN + "201", OTHER_TOWN + "201")));

    private static Goods goods(String offer, boolean up, long grams, String... sources) {
        return new Goods(offer, "SKU-" + offer, up, grams, 1_000, false, 100, 1, List.of(sources));
    }

    private static County county(Goods... goods) {
        var byOffer = new java.util.TreeMap<String, Goods>();
        for (Goods each : goods) {
            byOffer.put(each.offer(), each);
        }
        return new County(NODES, Map.of(), VILLAGES, byOffer);
    }

    private static final County COUNTY = county(
            goods("rice", false, 5_000, "500233"),
            goods("soap", false, 500, "500233", TOWN),
            goods("sack", false, 40_000, "500233"),
            goods("orange", true, 2_800, TOWN + "201"),
            goods("juice", true, 1_200, OTHER_TOWN + "201"));

    @Test
    void theSameSeedWantsTheSameAndAnotherSomethingElse() {
        var size = new DaySize(100, 50, 10, 2, 7);
        assertThat(new Demand(COUNTY, size, 5).draw())
                .isEqualTo(new Demand(COUNTY, size, 5).draw())
                .isNotEqualTo(new Demand(COUNTY, new DaySize(100, 50, 10, 2, 8), 5).draw());
    }

    @Test
    void asManyParcelsGoEachWayAsTheDayHas() {
        var errands = new Demand(COUNTY, new DaySize(100, 51, 10, 2, 7), 5).draw();
        assertThat(errands).filteredOn(errand -> errand.way() == Way.DOWN).hasSize(100);
        assertThat(errands).filteredOn(errand -> errand.way() == Way.ACROSS).hasSize(10);
        // Each seller of a cart makes a parcel of his own.
        assertThat(errands.stream()
                        .filter(errand -> errand.way() == Way.UP)
                        .mapToInt(errand -> errand.wants().size())
                        .sum())
                .isEqualTo(51);
    }

    @Test
    void goodsOfATownshipAreWantedOnlyBelowIt() {
        assertThat(new Demand(COUNTY, new DaySize(300, 0, 0, 0, 7), 5).draw())
                .filteredOn(errand -> errand.village().startsWith(OTHER_TOWN))
                .isNotEmpty()
                .allSatisfy(errand -> assertThat(errand.wants()).containsOnlyKeys("rice"));
    }

    @Test
    void sacksAreNoParcelsAndNobodyComesBeforeTheShopOpens() {
        assertThat(new Demand(COUNTY, new DaySize(300, 30, 30, 0, 7), 5).draw())
                .allSatisfy(errand -> assertThat(errand.wants()).doesNotContainKey("sack"))
                .allSatisfy(errand -> assertThat(errand.minute()).isBetween(7 * 60, 16 * 60));
    }

    @Test
    void whatGoesAcrossGoesNeitherUpNorDown() {
        assertThat(new Demand(COUNTY, new DaySize(0, 0, 50, 0, 7), 5).draw()).allSatisfy(errand -> {
            String from = COUNTY.goods()
                    .get(errand.wants().keySet().iterator().next())
                    .sources()
                    .getFirst();
            String to = VILLAGES.values().stream()
                    .flatMap(List::stream)
                    .filter(village -> village.code().equals(errand.village()))
                    .findFirst()
                    .orElseThrow()
                    .station();
            assertThat(from).isNotEqualTo(to);
            assertThat(COUNTY.aboveOrBelow(from, to)).isFalse();
        });
    }

    @Test
    void withoutGoodsThereIsNoDay() {
        assertThatThrownBy(() -> new Demand(county(), new DaySize(1, 0, 0, 0, 7), 5).draw())
                .isInstanceOf(Unplayable.class);
    }

    @Test
    void aDayHasParcelsAndNotMoreThanTwentyThousandEachWay() {
        assertThat(new DaySize(20_000, 0, 0, 50, 1).mishaps()).isEqualTo(10_000);
        assertThatThrownBy(() -> new DaySize(0, 0, 0, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DaySize(20_001, 0, 0, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DaySize(-1, 5, 0, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DaySize(1, 0, 0, 50.1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DaySize(1, 0, 0, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
