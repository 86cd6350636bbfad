package org.cunlu.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                " 13800138000 ",
                "138 0013 8000",
                "138-0013-8000",
                "+86 138 0013 8000",
                "+8613800138000",
                "008613800138000",
                "8613800138000",
                "１３８００１３８０００",
                "(+86)13800138000"
            })
    void writesOneNumberOneWay(String written) {
        assertThat(MobileNumber.of(written).e164()).isEqualTo("+8613800138000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1380013800",
                "138001380000",
                "12800138000",
                "+852 9123 4567",
                "+853 6612 3456",
                "+886 912 345 678",
                "+1 415 555 2671",
                "023 5423 1234",
                "400 800 1234",
                "13800138000 ext 5",
                "1380013800O",
                "1-380-CUNLUUU",
                "tel:13800138000",
                "13800138000;",
                "1380013800\u0000"
            })
    void refusesWhatIsNoMainlandMobile(String written) {
        assertThatThrownBy(() -> MobileNumber.of(written)).isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("phone-invalid");
            assertThat(refusal.status()).isEqualTo(400);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+8613800138000", "+8619912345678"})
    void showsOnlyItsEnds(String e164) {
        var number = new MobileNumber(e164);
        assertThat(number.masked()).isEqualTo(e164.substring(3, 6) + "****" + e164.substring(10));
        assertThat(number.toString()).isEqualTo(number.masked());
        assertThat(number.lastFour()).hasSize(4);
    }
}
