package org.cunlu.accounts.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
    private final Scopes scopes = new Scopes(
            List.of(new CodeScopeTree(), new LevelScopeTree(), new StandInCounty()),
            List.of(new StandInCounty.Places()));

    @AfterEach
    void openAll() {
        StandInCounty.CLOSED.clear();
    }

    @Test
    void aSubtreeHoldsWhatLiesBelowItAndItself() {
        Scope county = new Scope(Kind.SUBTREE, "500233");
        assertThat(holds(county, Kind.NODE, "500233112203")).isTrue();
        assertThat(holds(county, Kind.SUBTREE, "500233")).isTrue();
        assertThat(holds(county, Kind.SHOP, StandInCounty.SHOP)).isTrue();
        assertThat(holds(county, Kind.NODE, "500234112203")).isFalse();
        assertThat(holds(county, Kind.SUBTREE, "5002")).isFalse();
        assertThat(holds(county, Kind.SHOP, StandInCounty.SHOP_ELSEWHERE)).isFalse();
    }

    @Test
    void aNodeAloneHoldsNothingElse() {
        Scope node = new Scope(Kind.NODE, "500233");
        assertThat(holds(node, Kind.NODE, "500233")).isTrue();
        assertThat(holds(node, Kind.NODE, "500233112")).isFalse();
    }

    @Test
    void aBrandLiesWhereAllItsSellersLie() {
        assertThat(scopes.path(new Scope(Kind.BRAND, StandInCounty.BRAND))).contains("/50/5002/500233");
        assertThat(holds(new Scope(Kind.SUBTREE, "500233112"), Kind.BRAND, StandInCounty.BRAND))
                .isFalse();
        assertThat(holds(new Scope(Kind.SUBTREE, "500233"), Kind.BRAND, StandInCounty.BRAND_OF_TWO_COUNTIES))
                .isFalse();
        assertThat(scopes.path(new Scope(Kind.BRAND, "B-UNKNOWN"))).isEmpty();
    }

    @Test
    void levelsHoldThemselvesAndHoldingsLieNowhereUntilTheReserveTells() {
        Scope level = new Scope(Kind.LEVEL, "COUNTY");
        assertThat(holds(level, Kind.LEVEL, "COUNTY")).isTrue();
        assertThat(holds(level, Kind.LEVEL, "CITY")).isFalse();
        assertThat(scopes.path(new Scope(Kind.HOLDING, "500233"))).isEmpty();
        assertThat(holds(new Scope(Kind.SUBTREE, "COUNTY"), Kind.LEVEL, "COUNTY"))
                .isFalse();
    }

    @Test
    void whatIsClosedLiesNowhere() {
        StandInCounty.CLOSED.add("500233112203");
        assertThat(scopes.path(new Scope(Kind.NODE, "500233112203"))).isEmpty();
        assertThat(scopes.path(new Scope(Kind.SHOP, StandInCounty.SHOP))).isEmpty();
        assertThat(scopes.path(new Scope(Kind.NODE, "500233112204"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"５００２３３", "500233 ", "500233/500234", "500233%", "忠县", "50O233", "5002331"})
    void whatOnlyLooksLikeACodeLiesNowhere(String code) {
        assertThat(scopes.path(new Scope(Kind.NODE, code))).isEmpty();
        assertThat(scopes.path(new Scope(Kind.SHOP, code))).isEmpty();
    }

    private boolean holds(Scope outer, Kind kind, String value) {
        var inner = new Scope(kind, value);
        return scopes.path(inner)
                .filter(path -> Scopes.holds(outer, inner, path))
                .isPresent();
    }
}
