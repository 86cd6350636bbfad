package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.release.Plan.Aside;
import org.cunlu.logistics.release.Release.Origin;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.Share;
import org.junit.jupiter.api.Test;

/** Who gets which pieces. */
class PlanTest {
    private static final List<Place> PLACES = List.of(Place.named("NEAR", 100, 1_000), Place.named("FAR", 100, 9_000));

    @Test
    void whoIsFarthestIsServedFromWhatGoesFirst() {
        var draws = Plan.deal(
                List.of(aside("OLD", 5), aside("NEW", 7)), List.of(share("NEAR", 4), share("FAR", 8)), PLACES);
        assertThat(draws)
                .extracting(draw -> draw.toNode() + " " + draw.lotCode() + " " + draw.pieces())
                .containsExactly("FAR OLD 5", "FAR NEW 3", "NEAR NEW 4");
    }

    @Test
    void whoGetsNothingDrawsNothing() {
        var draws = Plan.deal(List.of(aside("OLD", 5)), List.of(share("NEAR", 5), share("FAR", 0)), PLACES);
        assertThat(draws).extracting(Release.Draw::toNode).containsExactly("NEAR");
    }

    @Test
    void moreIsNeverSetAsideThanIsShared() {
        assertThatThrownBy(() -> Plan.deal(List.of(aside("OLD", 5)), List.of(share("NEAR", 4)), PLACES))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Aside aside(String lot, long pieces) {
        return new Aside(1, new SkuAtNode("RICE", "HUB"), lot, Origin.SALE, null, 5_000, pieces);
    }

    private static Share share(String place, long pieces) {
        return new Share(1, place, 10, 1, pieces, 0);
    }
}
