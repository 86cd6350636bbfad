package org.cunlu.accounts.villager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ClaimCodeTest {
    @Test
    void isReadAsPeopleWriteIt() {
        ClaimCode code = ClaimCode.next();
        String printed = code.printed();
        assertThat(printed).matches("[A-Z34679]{4}-[A-Z34679]{4}");
        assertThat(ClaimCode.of(printed)).contains(code);
        assertThat(ClaimCode.of(" " + printed.toLowerCase().replace('-', ' ') + " "))
                .contains(code);
        assertThat(code.toString()).doesNotContain(code.text());
    }

    @Test
    void hasNoCharacterThatLooksLikeAnother() {
        for (int i = 0; i < 500; i++) {
            assertThat(ClaimCode.next().text()).doesNotContainPattern("[0O1IL2Z5S8B]");
        }
    }

    @Test
    void isNothingElse() {
        assertThat(ClaimCode.of("")).isEmpty();
        assertThat(ClaimCode.of("ACDE346")).isEmpty();
        assertThat(ClaimCode.of("ACDE34677")).isEmpty();
        assertThat(ClaimCode.of("ACDE-3460")).isEmpty();
        assertThat(ClaimCode.of("认领码认领码认领")).isEmpty();
    }

    @Test
    void agesOnTheBirthday() {
        var birth = new Birth(LocalDate.of(2011, 3, 1));
        assertThat(birth.child(LocalDate.of(2025, 2, 28))).isTrue();
        assertThat(birth.child(LocalDate.of(2025, 3, 1))).isFalse();
        assertThat(birth.minor(LocalDate.of(2029, 2, 28))).isTrue();
        assertThat(birth.minor(LocalDate.of(2029, 3, 1))).isFalse();
        assertThat(birth.toString()).doesNotContain("2011");
    }
}
