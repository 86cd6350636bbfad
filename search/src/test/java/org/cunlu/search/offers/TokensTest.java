package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void cutsTextIntoWordsAndTheWordsWithinThem() {
        assertThat(Text.words("火锅底料 280ML")).contains("火锅底料", "火锅", "280ml", "280", "ml");
        assertThat(Text.asked(new Text.Run(true, "火锅底料"))).containsExactly("火锅底料");
    }

    @Test
    void writesAllTheSameWay() {
        assertThat(Text.words("種子ＮＦＣ")).contains("种子", "nfc");
        assertThat(Tokens.characters("忠橙 5斤装")).isEqualTo("忠 橙 5 斤 装");
    }

    @Test
    void nothingButLettersAndDigitsSurvives() {
        for (String odd : List.of("+-&&||!(){}[]^\"~*?:\\/", "🍊👩‍🌾", "\u0000\u202E", "<script>", "\uD800")) {
            assertThat(String.join("", Text.words(odd))).matches("[a-z]*");
        }
    }

    @Test
    void readsACharacterByThePhraseItStandsInAndOtherwiseToo() {
        assertThat(Tokens.sounds("重庆火锅")).startsWith("chong qing huo guo").contains("zhong qing huo guo");
        assertThat(Tokens.sounds("耙耙柑")).contains("ba ba gan", "pa pa gan");
        assertThat(Tokens.initials(Tokens.sounds("忠州橙汁"))).contains("z z c z");
        assertThat(Tokens.sounds("绿茶")).contains("lv cha", "lu cha");
    }

    @Test
    void cutsLettersIntoSyllables() {
        assertThat(Pinyin.cuts("zhongcheng")).contains(List.of("zhong", "cheng"));
        assertThat(Pinyin.cuts("xian")).contains(List.of("xian"), List.of("xi", "an"));
        assertThat(Pinyin.cuts("zhongch")).contains(List.of("zhong", "ch"));
        assertThat(Pinyin.cuts("zc")).isEmpty();
        assertThat(Pinyin.cuts("a1")).isEmpty();
    }

    @Test
    void noLettersTakeLongToCut() {
        var random = new Random(20261122);
        long start = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            var letters = new StringBuilder();
            random.ints(40, 0, 6).forEach(c -> letters.append("aengin".charAt(c)));
            assertThat(Pinyin.cuts(letters.toString())).hasSizeLessThanOrEqualTo(6);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(Pinyin.cuts("a".repeat(41))).isEmpty();
    }

    @Test
    void suggestsOnBeginningsFromEachWordOn() {
        List<String> beginnings = List.of(Tokens.beginnings("忠橙 春见耙耙柑").split(" "));
        assertThat(beginnings).contains("忠", "忠橙春", "春见", "zhongch", "chunjian", "zccj", "cjb");
        assertThat(beginnings).doesNotContain("见耙耙柑春").allMatch(each -> each.length() <= Tokens.BEGINNING_MAX);
        assertThat(Tokens.typed(" Zhong Cheng ")).isEqualTo("zhongcheng");
        assertThat(Tokens.typed("🍊")).isEmpty();
        assertThat(Tokens.typed("橙".repeat(10_000))).hasSize(Tokens.BEGINNING_MAX);
    }

    @Test
    void aRareCharacterWithoutReadingStandsForItself() {
        assertThat(Tokens.characters("𠮷橙")).isEqualTo("𠮷 橙");
        assertThat(Tokens.beginnings("𠮷橙")).contains("𠮷橙");
        Tokens.initials(Tokens.sounds("𠮷橙"))
                .forEach(line -> assertThat(line).doesNotContainPattern("[\\ud800-\\udbff] "));
    }

    @Test
    void aPlaceInAListSurvivesTheWire() {
        var scored = new Place(Place.Mode.MOST, 3.75, "0ABCDEFGHJKMN");
        assertThat(Place.of(scored.cursor())).isEqualTo(scored);
        assertThat(Place.of(Place.after("0ABCDEFGHJKMN").cursor())).isEqualTo(Place.after("0ABCDEFGHJKMN"));
        assertThat(Place.of(null)).isNull();
        for (String odd :
                List.of("x", "A7ff80000000000000ABCDEFGHJKMN", "' OR 1=1", "A" + "f".repeat(16) + "0".repeat(13))) {
            assertThatThrownBy(() -> Place.of(odd)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void looksAtABoundedPartOfAnEndlessQuestion() {
        assertThat(Question.of("橙汁 ".repeat(5_000), PlainWords.NONE).words()).hasSize(12);
        assertThat(Question.of("a".repeat(10_000), PlainWords.NONE).words()).hasSize(1);
        assertThat(Question.of("?!*", PlainWords.NONE).words()).isEmpty();
    }
}
