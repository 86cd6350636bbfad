package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.ReserveClass;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Numbers by which all levels are reckoned, and costs on which interest is paid, are one person's word for nobody. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuresTest extends Granary {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Caller CITY = new Caller(
            "CITY", List.of(new Grant(Role.RESERVE_AUTHORITY, new Scope(Scope.Kind.LEVEL, ReserveLevel.CITY.name()))));

    @Inject
    Measures measures;

    @BeforeEach
    void aHolding() {
        found("WHEAT", 1_000_000);
    }

    private Measures.NewRule rule(String rule, long value, LocalDate from) {
        return new Measures.NewRule(rule, "C" + sku, 0, from, value, "办法");
    }

    @Test
    void whatHoldsForAllLevelsIsWrittenByTheHighestThatHasGoods() {
        founding.program(
                CITY,
                new Founding.NewProgram(
                        "C" + ids.next(), HUB, "市级储备", ReserveClass.GRAIN, ReserveLevel.CITY, null, null, "办法"),
                key());
        var wanted = rule("GAP", 3, TODAY);
        refused("over-authority", () -> measures.rule(AUTHORITY, wanted, key()));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE subject = ?", row -> row.string("act"), "GAP C" + sku))
                .containsExactly("logistics.reserve-rule.refused");
        assertThat(measures.rule(national(), wanted, key()).value()).isEqualTo(3);
        assertThat(reserves.rule("GAP", "C" + sku, 0, TODAY).orElseThrow().value())
                .isEqualTo(3);
    }

    private static Caller national() {
        return new Caller(
                "NATION",
                List.of(new Grant(Role.RESERVE_AUTHORITY, new Scope(Scope.Kind.LEVEL, ReserveLevel.NATIONAL.name()))));
    }

    @Test
    void noRuleSwitchesAMeasureOffNorReachesBack() {
        var writer = national();
        measures.rule(writer, rule("LOSS", 500, TODAY), key());
        refused("rule-out-of-bounds", () -> measures.rule(writer, rule("LOSS", 501, TODAY.plusDays(1)), key()));
        measures.rule(writer, rule("MIN_SHARE", 5_000, TODAY), key());
        refused("rule-out-of-bounds", () -> measures.rule(writer, rule("MIN_SHARE", 4_999, TODAY.plusDays(1)), key()));
        measures.rule(writer, rule("GAP", 12, TODAY), key());
        refused("rule-out-of-bounds", () -> measures.rule(writer, rule("GAP", 13, TODAY.plusDays(1)), key()));
        refused("rule-out-of-bounds", () -> measures.rule(writer, rule("CHECK_EVERY", 0, TODAY), key()));
        // 70 % by 安顺市市级储备粮管理办法: a contract may ask for more.
        refused("share-below-rule", () -> contract(6_999));
        assertThat(contract(7_001).minShareBp()).isEqualTo(7_001);
        refused("rule-backdated", () -> measures.rule(writer, rule("CYCLE", 12, TODAY.minusDays(1)), key()));
    }

    private ReserveHolding contract(int minShareBp) {
        return founding.holding(
                AUTHORITY,
                new Founding.NewHolding(
                        "H" + ids.next(),
                        holding.programme(),
                        "县粮油公司",
                        "WHEAT",
                        StandInNetwork.TOWN1,
                        500_000L,
                        TODAY,
                        TODAY.plusYears(1),
                        10_000L,
                        null,
                        minShareBp),
                key());
    }

    @Test
    void whoInspectsHasSeenTheCostOnWhichInterestIsPaid() {
        var intake = arrive("L" + sku, 100, null);
        assertThat(intake.costFen()).isEqualTo(200);
        refused(
                "cost-differs",
                () -> intakes.inspect(OFFICER, intake.intakeId(), new Intakes.Inspection(true, "好", 199L), key()));
        refused(
                "cost-missing",
                () -> intakes.inspect(OFFICER, intake.intakeId(), new Intakes.Inspection(true, "好", null), key()));
        assertThat(level("floor_qty")).isZero();
        var taken = intakes.inspect(OFFICER, intake.intakeId(), new Intakes.Inspection(true, "好", 200L), key());
        assertThat(List.of(taken.variety(), taken.grade())).containsExactly("小麦", "一等");
        assertThat(level("floor_qty")).isEqualTo(100);
    }

    @Test
    void aHoldingsLotsComeInPagesAndManyAreFoundAtOnce() {
        String one = take("A" + sku, 1);
        String two = take("B" + sku, 1);
        var table = new LotTable(sql, ids);
        assertThat(table.of(holding.code(), "", 1)).extracting(lot -> lot.id()).containsExactly(one);
        assertThat(table.of(holding.code(), one, 2)).extracting(lot -> lot.id()).containsExactly(two);
        assertThat(reserves.lotsById(Set.of(one, two, "none"))).containsOnlyKeys(one, two);
    }
}
