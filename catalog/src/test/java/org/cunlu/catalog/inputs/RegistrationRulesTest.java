package org.cunlu.catalog.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    @ParameterizedTest
    @ValueSource(strings = {"PD20081234", "PD20150123F030001", "WP20120034", "LS20130001", "PD85105-12", "PD86101"})
    void numbersOfPesticidesAreTakenAsLabelsHaveThem(String number) {
        assertThatCode(() -> check(pesticide(number))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PD2008123",
                "PD200812345",
                "pd20081234",
                "PD18991234",
                "XX20081234",
                "PD20081234F03",
                "<b>PD20081234",
                "=PD20081234"
            })
    void otherNumbersOfPesticidesAreRefused(String number) {
        assertThat(refused(pesticide(number))).isEqualTo("registration-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"国审稻20200123", "GPD油菜(2018)500123", "B(渝)农种许字(2020)第0001号", "渝审玉20190012"})
    void numbersOfSeedsAreTaken(String number) {
        assertThatCode(() -> check(other(InputKind.SEED, number))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"农肥(2018)准字12345号", "渝农肥（2019）临字0123号", "微生物肥(2020)准字(1234)号"})
    void numbersOfFertilisersAreTaken(String number) {
        assertThatCode(() -> check(other(InputKind.FERTILISER, number))).doesNotThrowAnyException();
    }

    @Test
    void aSeedsOrFertilisersNumberIsNotAnyText() {
        assertThat(refused(other(InputKind.SEED, "好种子"))).isEqualTo("registration-invalid");
        assertThat(refused(other(InputKind.SEED, "<script>2020123</script>"))).isEqualTo("registration-invalid");
        assertThat(refused(other(InputKind.FERTILISER, "PD20081234"))).isEqualTo("registration-invalid");
        assertThat(refused(other(InputKind.FERTILISER, "农肥准字12345号"))).isEqualTo("registration-invalid");
    }

    @Test
    void whatIsHighlyPoisonousIsOfRestrictedUseAndOnlyPesticidesAre() {
        assertThat(refused(said(InputKind.PESTICIDE, "PD20081234", Toxicity.HIGH, false, "克百威", 0, 1)))
                .isEqualTo("restricted-invalid");
        assertThatCode(() -> check(said(InputKind.PESTICIDE, "PD20081234", Toxicity.EXTREME, true, "克百威", 0, 1)))
                .doesNotThrowAnyException();
        assertThat(refused(said(InputKind.SEED, "国审稻20200123", null, true, null, 0, 1)))
                .isEqualTo("restricted-invalid");
        assertThat(refused(said(InputKind.PESTICIDE, "PD20081234", null, false, "克百威", 0, 1)))
                .isEqualTo("toxicity-invalid");
        assertThat(refused(said(InputKind.SEED, "国审稻20200123", Toxicity.LOW, false, null, 0, 1)))
                .isEqualTo("toxicity-invalid");
        for (String wrong : new String[] {null, "<i>", " "}) {
            assertThat(refused(said(InputKind.PESTICIDE, "PD20081234", Toxicity.LOW, false, wrong, 0, 1)))
                    .isEqualTo("ingredient-invalid");
        }
    }

    @Test
    void daysMustMakeSense() {
        assertThatCode(() -> check(said(InputKind.PESTICIDE, "PD20081234", Toxicity.LOW, false, "a", -9, 0)))
                .doesNotThrowAnyException();
        assertThat(refused(said(InputKind.PESTICIDE, "PD20081234", Toxicity.LOW, false, "a", -9, -1)))
                .isEqualTo("already-over");
        assertThat(refused(said(InputKind.PESTICIDE, "PD20081234", Toxicity.LOW, false, "a", 5, 4)))
                .isEqualTo("ends-before-it-begins");
    }

    private static Registration pesticide(String number) {
        return said(InputKind.PESTICIDE, number, Toxicity.LOW, false, "吡虫啉", 0, 100);
    }

    private static Registration other(InputKind kind, String number) {
        return said(kind, number, null, false, null, 0, 100);
    }

    private static Registration said(
            InputKind kind,
            String number,
            Toxicity toxicity,
            boolean restricted,
            String ingredient,
            int from,
            int until) {
        return new Registration(
                "P",
                kind,
                number,
                toxicity,
                restricted,
                ingredient,
                TODAY.plusDays(from),
                TODAY.plusDays(until),
                false,
                0);
    }

    private static void check(Registration said) {
        RegistrationRules.check(said, TODAY);
    }

    private static String refused(Registration said) {
        var code = new String[1];
        assertThatThrownBy(() -> check(said)).isInstanceOfSatisfying(ProblemException.class, e -> code[0] = e.code());
        return code[0];
    }
}
