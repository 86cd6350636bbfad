package org.cunlu.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class HandCodeTest {
    private static final int DRAWN = 1_000;

    @Test
    void whatLastsForYearsIsOf112BitsAndMore() {
        var shown = HandCode.nextLasting().shown();
        assertThat(shown).matches("[2-9A-Z]{5}(-[2-9A-Z]{5}){4}");
        var letters = new HashSet<Integer>();
        var codes = new HashSet<String>();
        for (int i = 0; i < DRAWN; i++) {
            String text = HandCode.nextLasting().text();
            codes.add(text);
            text.chars().forEach(letters::add);
        }
        assertThat(codes).hasSize(DRAWN);
        int length = HandCode.nextLasting().text().length();
        assertThat(length * Math.log(letters.size()) / Math.log(2)).isGreaterThan(112);
    }

    @Test
    void whatLivesForDaysIsShortEnoughToBeToldOnThePhone() {
        assertThat(HandCode.next().shown()).matches("[2-9A-Z]{5}-[2-9A-Z]{5}");
        assertThat(HandCode.of(77)).isEqualTo(HandCode.of(77)).isNotEqualTo(HandCode.of(79_000));
    }

    @Test
    void bothAreReadAsPeopleWriteThemAndNoOtherLengthIs() {
        HandCode code = HandCode.nextLasting();
        String written = code.shown().toLowerCase().replace('-', ' ');
        assertThat(HandCode.read(HandCode.plain(written))).contains(code);
        HandCode shorter = HandCode.next();
        assertThat(HandCode.read(HandCode.plain(" " + shorter.shown()))).contains(shorter);
        for (String other :
                new String[] {"", "2345678AB", "2345678ABCD", code.text().substring(1), code.text() + "2"}) {
            assertThat(HandCode.read(other)).as(other).isEmpty();
            assertThatThrownBy(() -> new HandCode(other)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(code).asString().doesNotContain(code.text());
    }
}
