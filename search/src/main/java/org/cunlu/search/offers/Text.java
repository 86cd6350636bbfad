package org.cunlu.search.offers;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Cuts text into tokens, the same way when an offer is indexed and when it is asked for, so that the index needs no
 * analyser but the one that parts at blanks. Only letters and digits survive: no operator of a query language does.
 */
final class Text {
    /** Words within longer words are told too: 洗衣 of 洗衣液. Names of people and places are not guessed. */
    private static final Segment OVERLAPPING =
            new ViterbiSegment().enableAllNamedEntityRecognize(false).enableIndexMode(true);

    private static final Segment APART = new ViterbiSegment().enableAllNamedEntityRecognize(false);

    private static Set<String> known = Set.of();

    private Text() {}

    /** A stretch of one script: Chinese characters, or lower-case letters and digits of any other. */
    record Run(boolean chinese, String text) {
        /** @return each character by itself when Chinese, else the run */
        List<String> characters() {
            return chinese ? text.codePoints().mapToObj(Character::toString).toList() : List.of(text);
        }
    }

    /** Lets these be words of the language, and those that were before and are not among them be none any more. */
    static synchronized void know(Set<String> names) {
        if (names.equals(known)) {
            return;
        }
        known.stream().filter(name -> !names.contains(name)).forEach(CustomDictionary::remove);
        names.stream()
                .filter(name -> !known.contains(name) && name.codePointCount(0, name.length()) > 1)
                .forEach(CustomDictionary::insert);
        known = names;
    }

    /** @return full width made half, capitals small, traditional characters simplified */
    static String normal(String text) {
        return HanLP.convertToSimplifiedChinese(
                Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    static List<Run> runs(String text) {
        var runs = new ArrayList<Run>();
        int[] points = normal(text).codePoints().toArray();
        int at = 0;
        while (at < points.length) {
            int start = at;
            if (chinese(points[at])) {
                at = end(points, at, Text::chinese);
                runs.add(new Run(true, new String(points, start, at - start)));
            } else if (plain(points[at])) {
                at = end(points, at, Text::plain);
                runs.add(new Run(false, new String(points, start, at - start)));
            } else {
                at++;
            }
        }
        return runs;
    }

    /** @return the words of a text, those within longer ones too, none twice */
    static Set<String> words(String text) {
        var words = new LinkedHashSet<>(Quantities.in(normal(text)).tokens());
        for (Run run : runs(text)) {
            if (run.chinese()) {
                words.addAll(wordsOf(run.text()));
            } else {
                words.add(run.text());
                // 280ml is asked for as 280 too.
                words.addAll(List.of(run.text().split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)")));
            }
        }
        return words;
    }

    /** @return the words of a stretch of Chinese characters in their order, overlapping ones included */
    static List<String> wordsOf(String chinese) {
        return OVERLAPPING.seg(chinese).stream().map((Term term) -> term.word).toList();
    }

    /** @return the same without overlap, as a query is cut: whoever asks for 洗衣液 does not mean 洗衣 */
    static List<String> asked(Run run) {
        return run.chinese()
                ? APART.seg(run.text()).stream().map((Term term) -> term.word).toList()
                : List.of(run.text());
    }

    private static int end(int[] points, int from, IntPredicate same) {
        int at = from;
        while (at < points.length && same.test(points[at])) {
            at++;
        }
        return at;
    }

    private static boolean chinese(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN && Character.isLetter(point);
    }

    private static boolean plain(int point) {
        return Character.isLetterOrDigit(point) && !chinese(point);
    }
}
