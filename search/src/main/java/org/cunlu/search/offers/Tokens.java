package org.cunlu.search.offers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of ready tokens, parted by blanks, as the fields of the index hold them. */
final class Tokens {
    /** Longest beginning that is suggested on: letters, or Chinese characters. */
    static final int BEGINNING_MAX = 24;

    private Tokens() {}

    /** @return one line with the words of the text */
    static String words(String text) {
        return String.join(" ", Text.words(text));
    }

    /** @return one line with the characters of the text in their order, other scripts by the word */
    static String characters(String text) {
        return Text.runs(text).stream()
                .flatMap(run -> run.characters().stream())
                .collect(Collectors.joining(" "));
    }

    /** @return lines with the syllables of each stretch of Chinese characters, as differently as it can be read */
    static List<String> sounds(String text) {
        var lines = new LinkedHashSet<String>();
        for (Text.Run run : Text.runs(text)) {
            if (run.chinese()) {
                Pinyin.lines(run.text()).forEach(line -> lines.add(String.join(" ", line)));
            }
        }
        return List.copyOf(lines);
    }

    /** @param sounds lines as {@link #sounds} gives them  @return lines with the first letters of their syllables */
    static List<String> initials(List<String> sounds) {
        return sounds.stream()
                .map(line -> Stream.of(line.split(" ")).map(Tokens::initial).collect(Collectors.joining(" ")))
                .distinct()
                .toList();
    }

    /** What a text is made of: a Chinese character, or a whole word of other letters. */
    private record Unit(String text, String sound, String initial, boolean beginsWord) {}

    /**
     * @return one line with every beginning of the text from each of its words on: in characters, in pinyin, in initials,
     *     all written together
     */
    static String beginnings(String text) {
        List<Unit> units =
                Text.runs(text).stream().flatMap(run -> units(run).stream()).toList();
        Set<String> beginnings = new LinkedHashSet<>();
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).beginsWord()) {
                List<Unit> rest = units.subList(i, units.size());
                addPrefixes(beginnings, rest, Unit::text);
                addPrefixes(beginnings, rest, Unit::sound);
                addPrefixes(beginnings, rest, Unit::initial);
            }
        }
        return String.join(" ", beginnings);
    }

    private static List<Unit> units(Text.Run run) {
        if (!run.chinese()) {
            return List.of(new Unit(run.text(), run.text(), run.text(), true));
        }
        List<String> characters = run.characters();
        List<String> sounds = Pinyin.likely(run.text());
        Set<Integer> starts = wordStarts(run.text());
        var units = new ArrayList<Unit>();
        int at = 0;
        for (int i = 0; i < characters.size(); i++) {
            units.add(new Unit(characters.get(i), sounds.get(i), initial(sounds.get(i)), starts.contains(at)));
            at += characters.get(i).length();
        }
        return units;
    }

    /** @return what somebody has typed, as {@link #beginnings} would hold it; empty when there is nothing to look for */
    static String typed(String text) {
        String typed = Text.runs(text).stream().map(Text.Run::text).collect(Collectors.joining());
        return cut(typed, BEGINNING_MAX);
    }

    /** A character that has no reading stands for itself, and may be two units long. */
    private static String initial(String syllable) {
        return Character.toString(syllable.codePointAt(0));
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static void addPrefixes(Set<String> beginnings, List<Unit> units, Function<Unit, String> form) {
        String text = units.stream().limit(BEGINNING_MAX).map(form).collect(Collectors.joining());
        for (int length = 1; length <= Math.min(text.length(), BEGINNING_MAX); length++) {
            beginnings.add(cut(text, length));
        }
    }

    private static Set<Integer> wordStarts(String chinese) {
        var starts = new LinkedHashSet<Integer>();
        int from = 0;
        for (String word : Text.wordsOf(chinese)) {
            int at = chinese.indexOf(word, from);
            // Words within words come after the longer one and do not advance.
            if (at >= 0 && starts.add(at)) {
                from = at;
            }
        }
        return starts;
    }
}
