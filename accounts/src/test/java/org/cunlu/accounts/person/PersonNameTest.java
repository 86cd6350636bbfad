package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"张三", " 张三 ", "阿卜杜拉·买买提", "𠮷野家", "O'Neil"})
    void takesNamesOfAllKinds(String written) {
        assertThat(PersonName.of(written).text()).isEqualTo(written.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "张\n三", "张\u0000三", "张\u202e三", "张\u200b三", "\ud800"})
    void refusesEmptyAndInvisible(String written) {
        assertThatThrownBy(() -> PersonName.of(written)).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesSixtyCharactersAndNoMore() {
        assertThat(PersonName.of("𠮷".repeat(60)).text()).hasSize(120);
        assertThatThrownBy(() -> PersonName.of("𠮷".repeat(61))).isInstanceOf(ProblemException.class);
    }
}
