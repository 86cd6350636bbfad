package org.cunlu.search.offers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** @return lines with the first letters of those syllables */
    static List<String> initials(String text) {
        var lines = new LinkedHashSet<String>();
        for (String line : sounds(text)) {
            lines.add(initialsOf(List.of(line.split(" "))));
        }
        return List.copyOf(lines);
    }

    static String initialsOf(Collection<String> syllables) {
        return syllables.stream().map(Tokens::initial).collect(Collectors.joining(" "));
    }

    /**
     * @return one line with every beginning of the text from each of its words on: in characters, in pinyin, in initials,
     *     all written together
     */
    static String beginnings(String text) {
        Set<String> beginnings = new LinkedHashSet<>();
        List<Text.Run> runs = Text.runs(text);
        for (int i = 0; i < runs.size(); i++) {
            String rest = runs.subList(i + 1, runs.size()).stream()
                    .map(Text.Run::text)
                    .collect(Collectors.joining());
            Text.Run run = runs.get(i);
            for (int start : run.chinese() ? wordStarts(run.text()) : List.of(0)) {
                addBeginnings(beginnings, run.text().substring(start) + rest);
            }
        }
        return String.join(" ", beginnings);
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

    private static void addBeginnings(Set<String> beginnings, String text) {
        addPrefixes(beginnings, text);
        var sounds = new StringBuilder();
        var initials = new StringBuilder();
        for (Text.Run run : Text.runs(text)) {
            if (run.chinese()) {
                List<String> line = Pinyin.lines(run.text()).getFirst();
                line.forEach(sounds::append);
                line.forEach(syllable -> initials.append(initial(syllable)));
            } else {
                sounds.append(run.text());
                initials.append(run.text());
            }
        }
        addPrefixes(beginnings, sounds.toString());
        addPrefixes(beginnings, initials.toString());
    }

    private static void addPrefixes(Set<String> beginnings, String text) {
        for (int length = 1; length <= Math.min(text.length(), BEGINNING_MAX); length++) {
            beginnings.add(cut(text, length));
        }
    }

    private static List<Integer> wordStarts(String chinese) {
        var starts = new ArrayList<Integer>();
        int from = 0;
        for (String word : Text.wordsOf(chinese)) {
            int at = chinese.indexOf(word, from);
            // Words within words come after the longer one and do not advance.
            if (at >= 0 && !starts.contains(at)) {
                starts.add(at);
                from = at;
            }
        }
        return starts;
    }
}
