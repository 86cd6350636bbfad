package org.cunlu.orders.freighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.cunlu.catalog.StorageClass;
import org.cunlu.orders.freighting.FreightRule.Area;
import org.cunlu.orders.freighting.FreightTemplate.Basis;
import org.cunlu.orders.freighting.FreightTemplate.Freighted;
import org.cunlu.orders.freighting.FreightTemplate.Made;
import org.cunlu.orders.freighting.FreightTemplate.Place;
import org.cunlu.orders.freighting.FreightTemplate.State;
import org.junit.jupiter.api.Test;

/** What a template makes of goods and a place. */
class FreightTemplateTest {
    private static final Place SICHUAN = new Place("四川省", code -> false);
    private static final Place TOWN = new Place(null, code -> code.equals("T1"));

    @Test
    void theFirstUnitsAndEachFurtherStartedOnesAreCharged() {
        FreightTemplate template = template(Basis.WEIGHT, rule(Area.OUTSIDE, "", 1_000, 800, 500, 150, null));
        assertThat(fen(template, SICHUAN, goods(1_000, 0, 1, 100))).isEqualTo(800);
        assertThat(fen(template, SICHUAN, goods(1_001, 0, 1, 100))).isEqualTo(950);
        assertThat(fen(template, SICHUAN, goods(1_500, 0, 1, 100))).isEqualTo(950);
        assertThat(fen(template, SICHUAN, goods(1_501, 0, 1, 100))).isEqualTo(1_100);
        assertThat(template.made(TOWN, goods(1_000, 0, 1, 100)))
                .as("says nothing of the county")
                .isEmpty();
    }

    @Test
    void weightVolumeOrPiecesAreCounted() {
        Freighted goods = goods(3_000, 5_000, 7, 100);
        FreightRule rule = rule(Area.OUTSIDE, "", 0, 0, 1_000, 10, null);
        assertThat(fen(template(Basis.WEIGHT, rule), SICHUAN, goods)).isEqualTo(30);
        assertThat(fen(template(Basis.VOLUME, rule), SICHUAN, goods)).isEqualTo(50);
        assertThat(fen(template(Basis.PIECE, rule(Area.OUTSIDE, "", 2, 5, 1, 1, null)), SICHUAN, goods))
                .isEqualTo(10);
    }

    @Test
    void theNarrowerAreaDecidesHoweverThePlaceIsWritten() {
        FreightTemplate template = template(
                Basis.PIECE,
                rule(Area.OUTSIDE, "", 1, 900, 1, 0, null),
                rule(Area.PROVINCE, "四川", 1, 600, 1, 0, null),
                rule(Area.COUNTY, "", 1, 300, 1, 0, null),
                rule(Area.TOWNSHIP, "T1", 1, 200, 1, 0, null));
        Freighted one = goods(1, 1, 1, 100);
        assertThat(fen(template, SICHUAN, one)).isEqualTo(600);
        assertThat(fen(template, new Place("广西壮族自治区", _ -> true), one)).isEqualTo(900);
        assertThat(fen(template, TOWN, one)).isEqualTo(200);
        assertThat(fen(template, new Place(null, _ -> false), one)).isEqualTo(300);
    }

    @Test
    void nothingIsChargedExactlyFromItsLimitOn() {
        FreightTemplate template = template(Basis.PIECE, rule(Area.OUTSIDE, "", 1, 900, 1, 100, 9_900L));
        assertThat(fen(template, SICHUAN, goods(1, 1, 2, 9_899))).isEqualTo(1_000);
        Made free = template.made(SICHUAN, goods(1, 1, 2, 9_900)).orElseThrow();
        assertThat(free.fen()).isZero();
        assertThat(free.free()).isTrue();
        assertThat(free.baseFen()).as("what it would have been is told").isEqualTo(1_000);
    }

    @Test
    void whatIsKeptCoolCostsMoreRoundedUp() {
        FreightTemplate template = template(Basis.PIECE, rule(Area.OUTSIDE, "", 1, 333, 1, 0, null));
        Freighted cool = new Freighted(1, 1, 1, StorageClass.CHILLED, 100);
        Made made = template.made(SICHUAN, cool).orElseThrow();
        assertThat(made.extraFen()).isEqualTo(167);
        assertThat(made.fen()).isEqualTo(500);
        assertThat(fen(template, SICHUAN, new Freighted(1, 1, 1, StorageClass.HAZARDOUS, 100)))
                .isEqualTo(333 + 100);
    }

    @Test
    void ofAnyTemplateItNeverFallsWithTheLoadIsNeverBelowZeroAndFreeExactlyFromTheLimit() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            Basis basis = Basis.values()[random.nextInt(3)];
            long limit = 1 + random.nextInt(100_000);
            FreightTemplate template = template(
                    basis,
                    rule(
                            Area.OUTSIDE,
                            "",
                            random.nextInt(5_000),
                            random.nextInt(5_000),
                            1 + random.nextInt(2_000),
                            random.nextInt(1_000),
                            random.nextBoolean() ? limit : null));
            StorageClass kept = StorageClass.values()[random.nextInt(3)];
            long less = random.nextInt(50_000);
            long more = less + random.nextInt(50_000);
            long worth = random.nextInt(2) == 0 ? limit - random.nextInt(2) : random.nextInt(100_000);
            Made light = template.made(SICHUAN, new Freighted(less, less, less, kept, worth))
                    .orElseThrow();
            Made heavy = template.made(SICHUAN, new Freighted(more, more, more, kept, worth))
                    .orElseThrow();
            assertThat(heavy.fen()).as("seed %d round %d", seed, round).isGreaterThanOrEqualTo(light.fen());
            assertThat(light.fen()).as("seed %d round %d", seed, round).isNotNegative();
            Long from = template.rules().getFirst().freeFromFen();
            assertThat(light.free()).as("seed %d round %d", seed, round).isEqualTo(from != null && worth >= from);
            assertThat(light.fen())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(light.free() ? 0 : light.baseFen() + light.extraFen());
        }
    }

    @Test
    void whatDoesNotFitIsNoPrice() {
        FreightTemplate template = template(Basis.WEIGHT, rule(Area.OUTSIDE, "", 0, 0, 1, FreightRule.FEN_MAX, null));
        assertThatThrownBy(() -> template.made(SICHUAN, goods(Long.MAX_VALUE / 1_000, 0, 1, 1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> rule(Area.OUTSIDE, "四川", 0, 0, 1, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule(Area.PROVINCE, "", 0, 0, 1, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule(Area.OUTSIDE, "", 0, -1, 1, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule(Area.OUTSIDE, "", 0, 0, 0, 0, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileIsTemplatesWholeOrTellsEachFaultByLine() {
        String head = "name,basis,area,code,first_units,first_fen,more_units,more_fen,free_from_fen,chilled_bps\n";
        var read = TemplateFile.of(head + "通用,WEIGHT,OUTSIDE,,1000,800,1000,200,9900,5000\n"
                + "通用,WEIGHT,PROVINCE,四川,1000,600,1000,100,,5000\n冷链,PIECE,COUNTY,,1,300,1,50,,0\n");
        assertThat(read.faults()).isEmpty();
        assertThat(read.wanted()).hasSize(2);
        assertThat(read.wanted().getFirst().freightRules()).hasSize(2);
        assertThat(read.wanted().getFirst().freightRules().getFirst().freeFromFen())
                .isEqualTo(9_900L);
        var wrong = TemplateFile.of(
                head + "通用,WEIGHT,OUTSIDE,,1000,800,1000,200,,5000\n"
                        + "通用,PIECE,COUNTY,,1,1,1,1,,5000\n通用,WEIGHT,PROVINCE,,1,1,1,1,,5000\n通用,WEIGHT,OUTSIDE,,-1,x,0,1,,5000\n");
        assertThat(wrong.wanted()).isEmpty();
        assertThat(wrong.faults().stream().map(fault -> fault.line()).distinct())
                .containsExactly(3L, 4L, 5L);
    }

    private static long fen(FreightTemplate template, Place place, Freighted goods) {
        return template.made(place, goods).orElseThrow().fen();
    }

    private static Freighted goods(long grams, long cm3, long pieces, long fen) {
        return new Freighted(grams, cm3, pieces, StorageClass.DRY, fen);
    }

    private static FreightRule rule(
            Area area, String code, long first, long firstFen, long more, long moreFen, Long freeFrom) {
        return new FreightRule(area, code, first, firstFen, more, moreFen, freeFrom);
    }

    private static FreightTemplate template(Basis basis, FreightRule... rules) {
        return new FreightTemplate(
                "T", "500233", null, "t", basis, 5_000, 3_000, State.ACTIVE, List.of(rules), Instant.EPOCH);
    }
}
