package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三",
                " 张三 ",
                "阿卜杜拉·买买提",
                "𠮷野家",
                "O'Neil",
                "陈Anna",
                "José García",
                "བཀྲ་ཤིས",
                "བཀྲ་ཤིས་ཚེ་རིང་",
                "ئەخمەت·تۇرسۇن",
                "ꆈꌠ",
                "站员 500233112",
                "买家 12",
                "官玉芳",
                "系明",
                "阿依古丽·艾力"
            })
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Аnna",
                "Pаul",
                "张Мария",
                "Οlga Smith",
                "张٣３",
                "ａдмин",
                "z\u0300\u0301\u0302\u0303\u0304\u0305algo"
            })
    void refusesLettersThatPoseAsOthers(String written) {
        assertThatThrownBy(() -> PersonName.of(written))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("name-invalid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "村路",
                "村 路 客 服",
                "村·路",
                "客服小李",
                "系统管理员",
                "官方",
                "admin",
                "ADMIN01",
                "Ａｄｍｉｎ",
                "a.d.m.i.n",
                "adm1n",
                "ADMlN",
                "AdmIn",
                "@dmin",
                "ádmïn",
                "аdmin",
                "аԁмin",
                "Cun Lu",
                "CUNIU",
                "kefu2",
                "0fficial"
            })
    void refusesThoseWhoPoseAsStaff(String written) {
        assertThatThrownBy(() -> PersonName.of(written)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "...", "·", "😀"})
    void refusesWhatHasNoLetter(String written) {
        assertThatThrownBy(() -> PersonName.of(written)).isInstanceOf(ProblemException.class);
    }

    @Test
    void writesTheMiddleDotInOneWay() {
        assertThat(PersonName.of("买买提•艾力").text()).isEqualTo("买买提·艾力");
        assertThat(PersonName.of("买买提・艾力").text()).isEqualTo("买买提·艾力");
    }
}
