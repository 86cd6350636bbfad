package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final MobileNumber PHONE = new MobileNumber("+8613800138000");
    private static final PasswordRules RULES = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567",
                "password",
                "PassWord",
                "12345678",
                "123456789",
                "password1",
                "iloveyou",
                "qwertyuiop",
                "woaini1314",
                "WoAiNi520",
                "a123456789",
                "aaaaaaaa",
                "34567890",
                "87654321",
                "56789012345",
                "abcdefgh",
                "13800138000",
                "00138000",
                "x13800138000x"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThatThrownBy(() -> RULES.check(password, PHONE))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("password-weak"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zx7-kuangou", "忠橙一箱三十斤好吃", "correct horse battery", "        x", "139 0000 村路"})
    void takesTheRestWhateverItsCharacters(String password) {
        assertThatCode(() -> RULES.check(password, PHONE)).doesNotThrowAnyException();
    }

    @Test
    void takesEightAnd128CharactersAndNoFewerAndNoMore() {
        String long128 = "卖橙子".repeat(42) + "ab";
        assertThatCode(() -> RULES.check("kx93-mrt", PHONE)).doesNotThrowAnyException();
        assertThatCode(() -> RULES.check(long128, PHONE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RULES.check("kx93-mr", PHONE)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RULES.check(long128 + "c", PHONE)).isInstanceOf(ProblemException.class);
    }
}
