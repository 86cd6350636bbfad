package org.cunlu.search.offers;

import java.util.ArrayList;
import java.util.List;
import org.cunlu.search.Words;

/**
 * What somebody typed, cut into what each piece of it may mean. Only its beginning is looked at, so that no text whatever costs
 * more than a long question does.
 * @param words in their order; empty when there is nothing to look for
 * @param phrases stretches of Chinese characters that were written together
 */
record Question(List<Word> words, List<String> phrases) {
    private static final int CHARACTERS_MAX = 100;
    /** Further words are not looked at. */
    private static final int WORDS_MAX = 12;

    Question {
        words = List.copyOf(words);
        phrases = List.copyOf(phrases);
    }

    /** What a piece is made of. */
    enum Kind {
        CHINESE,
        LETTERS,
        /** A weight or volume, as {@link Quantities} tells it. */
        QUANTITY
    }

    /** @param same other words for it, best first */
    record Word(Kind kind, String text, List<String> same) {
        boolean single() {
            return kind == Kind.CHINESE && text.codePointCount(0, text.length()) == 1;
        }

        /** @return whether it is known for the name of something, by what else it is called */
        boolean named() {
            return !same.isEmpty();
        }
    }

    static Question of(String text, Words known) {
        String start = text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX);
        Quantities.Found found = Quantities.in(Text.normal(start));
        var words = new ArrayList<Word>();
        var phrases = new ArrayList<String>();
        for (Text.Run run : Text.runs(found.rest())) {
            if (run.chinese() && run.text().length() > 1) {
                phrases.add(run.text());
            }
            for (String word : Text.asked(run)) {
                words.add(new Word(
                        run.chinese() ? Kind.CHINESE : Kind.LETTERS,
                        word,
                        run.chinese() ? known.sameAs(word) : List.of()));
            }
        }
        List<Word> telling =
                words.stream().filter(word -> !known.saysNothing(word.text())).toList();
        var all = new ArrayList<>(telling.isEmpty() ? words : telling);
        found.tokens().forEach(token -> all.add(new Word(Kind.QUANTITY, token, List.of())));
        return new Question(all.stream().limit(WORDS_MAX).toList(), phrases);
    }

    /** @return the same with single characters that stand together joined, as a name of which no dictionary knows is written */
    List<Word> joined() {
        var joined = new ArrayList<Word>();
        for (Word word : words) {
            Word before = joined.isEmpty() ? null : joined.getLast();
            boolean together = word.single() && before != null && before.kind() == Kind.CHINESE && phrase(before, word);
            if (together && (before.single() || joinedOfSingles(before))) {
                joined.set(joined.size() - 1, new Word(Kind.CHINESE, before.text() + word.text(), List.of()));
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    private boolean joinedOfSingles(Word word) {
        return words.stream().noneMatch(each -> each.text().equals(word.text()));
    }

    private boolean phrase(Word before, Word word) {
        return phrases.stream().anyMatch(phrase -> phrase.contains(before.text() + word.text()));
    }

    /** @return letters and digits alone, as somebody types who writes pinyin */
    boolean lettersOnly() {
        return words.stream().allMatch(word -> word.kind() == Kind.LETTERS);
    }
}
