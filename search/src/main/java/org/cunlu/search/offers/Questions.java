package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Offer;
import org.cunlu.search.Boosts;
import org.cunlu.search.offers.Question.Kind;
import org.cunlu.search.offers.Question.Word;

/** Turns questions into queries of ready tokens. Nothing of what was typed is parsed by the server. */
final class Questions {
    private static final int INITIALS_MAX = 10;
    /** Shorter words are something else when one letter is changed. */
    private static final int SLIPPED_MIN = 4;

    private static final int SLIPPED_TERMS_MAX = 50;
    /** A question of fewer telling words is not answered by one of them alone. */
    private static final int LONG = 3;

    /** Makes a name of a character and changes nothing of what it says. */
    private static final String SUFFIX = "子";

    private static final int SIMILAR_WORDS_MAX = 20;

    private static final float HUNDREDTHS = 100;

    private Questions() {}

    /** @return in which ways a question is asked, one after the other until something is found */
    static List<Place.Mode> modes(Question question) {
        var modes = new ArrayList<Place.Mode>();
        modes.add(Place.Mode.ALL);
        modes.add(Place.Mode.SOUND);
        if (question.words().stream().anyMatch(word -> word.kind() == Kind.LETTERS)) {
            modes.add(Place.Mode.LIKE);
        }
        if (question.words().size() > 2
                || (question.words().size() == 2 && !telling(question).isEmpty())) {
            modes.add(Place.Mode.MOST);
        }
        if (question.words().size() >= LONG && !telling(question).isEmpty()) {
            modes.add(Place.Mode.ONE);
        }
        return modes;
    }

    static Query of(Question question, Place.Mode mode) {
        var query = new BoolQuery.Builder();
        switch (mode) {
            case ALL -> query.must(each(question.joined(), Questions::exact));
            case SOUND -> query.must(each(question.joined(), Questions::sounding));
            case LIKE -> query.must(like(question));
            case MOST -> {
                query.must(some(question.words(), most(question.words().size())));
                // A character alone says little: 天灯 is not every name with a 天.
                List<Word> telling = telling(question);
                if (!telling.isEmpty()) {
                    query.must(some(telling, 1));
                }
            }
            case ONE -> {
                List<Word> telling = telling(question);
                query.must(some(telling, 1));
                // What is wanted is named last: 冬天要加热的小太阳.
                query.should(exact(telling.getLast()));
            }
        }
        // Whoever writes several words as one stretch would rather see them together.
        for (String phrase : question.phrases()) {
            query.should(phrase(OfferDocument.CHARACTERS, apart(phrase), 3));
        }
        return Query.of(outer -> outer.bool(query.build()));
    }

    static Query everything() {
        return Query.of(query -> query.matchAll(all -> all));
    }

    /** Others that have words, category, brand or attributes in common with the offers of one product. */
    static Query like(List<Offer> ofProduct) {
        Offer one = ofProduct.getFirst();
        var common = new ArrayList<Query>();
        common.add(term(OfferDocument.CATEGORY, one.category(), 3));
        if (one.brandCode() != null) {
            common.add(term(OfferDocument.BRAND, one.brandCode(), 1));
        }
        Stream.of(Tokens.words(one.productName()).split(" "))
                .filter(word -> word.codePointCount(0, word.length()) > 1)
                .distinct()
                .limit(SIMILAR_WORDS_MAX)
                .forEach(word -> common.add(term(OfferDocument.WORDS, word, 2)));
        return Query.of(outer -> outer.bool(bool ->
                bool.should(common).minimumShouldMatch("1").mustNot(term(Beside.PRODUCT, one.productCode(), 1))));
    }

    static Query boost(Boosts.Boost boost) {
        String field = switch (boost.target()) {
            case PRODUCT -> Beside.PRODUCT;
            case CATEGORY -> OfferDocument.CATEGORY;
            case BRAND -> OfferDocument.BRAND;
            case SELLER -> OfferDocument.SELLER;
            case OFFER -> OfferDocument.ID;
        };
        return term(field, boost.targetCode(), boost.worth() / HUNDREDTHS);
    }

    private static List<Query> each(List<Word> words, Function<Word, Query> way) {
        return words.stream().map(way).toList();
    }

    private static Query some(List<Word> words, int least) {
        return Query.of(some -> some.bool(
                bool -> bool.should(each(words, Questions::exact)).minimumShouldMatch(Integer.toString(least))));
    }

    private static List<Word> telling(Question question) {
        return question.words().stream()
                .filter(word -> !word.single() || word.named())
                .toList();
    }

    private static int most(int words) {
        return words - Math.max(1, words / 3);
    }

    private static Query exact(Word word) {
        return switch (word.kind()) {
            case CHINESE -> chinese(word);
            case LETTERS -> letters(word.text());
            case QUANTITY -> term(OfferDocument.WORDS, word.text(), 4);
        };
    }

    private static Query chinese(Word word) {
        var ways = new ArrayList<>(List.of(
                term(OfferDocument.WORDS, word.text(), 4),
                term(OfferDocument.MORE_WORDS, word.text(), 1),
                phrase(OfferDocument.CHARACTERS, apart(word.text()), 2)));
        for (String other : word.same()) {
            // One character alone is in too many names to stand for a word.
            if (other.codePointCount(0, other.length()) > 1) {
                ways.add(term(OfferDocument.WORDS, other, 3));
                ways.add(phrase(OfferDocument.CHARACTERS, apart(other), 1.5f));
            }
        }
        if (word.named() && word.text().length() == 2 && word.text().endsWith(SUFFIX)) {
            // 橙子 is any 橙, where it is known for a name: 电子 is not everything with 电.
            ways.add(term(OfferDocument.NAME_CHARACTERS, word.text().substring(0, 1), 0.5f));
        }
        return best(ways);
    }

    /** A word as it is, or another that sounds like it: 中橙 for 忠橙. */
    private static Query sounding(Word word) {
        if (word.kind() != Kind.CHINESE || word.single()) {
            return exact(word);
        }
        return best(List.of(
                chinese(word), phrase(OfferDocument.SOUNDS, String.join(" ", Pinyin.likely(word.text())), 1)));
    }

    /** A word of letters and digits is itself, or pinyin, or initials. */
    private static Query letters(String word) {
        var ways = new ArrayList<Query>();
        ways.add(term(OfferDocument.WORDS, word, 4));
        ways.add(term(OfferDocument.MORE_WORDS, word, 1));
        for (List<String> cut : Pinyin.cuts(word)) {
            ways.add(worth(
                    2,
                    Query.of(query -> query.matchPhrasePrefix(
                            phrase -> phrase.field(OfferDocument.SOUNDS).query(String.join(" ", cut))))));
        }
        if (word.length() <= INITIALS_MAX && word.chars().allMatch(Character::isLetter)) {
            String initials = word.chars().mapToObj(Character::toString).collect(Collectors.joining(" "));
            ways.add(phrase(OfferDocument.INITIALS, initials, 1));
        }
        return best(ways);
    }

    /** With one letter wrong, missing, too many or two changed about. */
    private static List<Query> like(Question question) {
        if (question.lettersOnly()) {
            String typed = question.words().stream().map(Word::text).collect(Collectors.joining());
            return List.of(slipped(typed));
        }
        return each(question.words(), word -> word.kind() == Kind.LETTERS ? slipped(word.text()) : exact(word));
    }

    private static Query slipped(String typed) {
        if (typed.length() < SLIPPED_MIN || typed.length() > Tokens.BEGINNING_MAX) {
            return letters(typed);
        }
        List<Query> ways = OfferDocument.SUGGESTED.stream()
                .map(each -> worth(1, oneWrong(each.beginnings(), typed)))
                .collect(Collectors.toCollection(ArrayList::new));
        ways.add(letters(typed));
        return best(ways);
    }

    /** With one letter wrong, missing, too many or two changed about, but never the first. */
    static Query oneWrong(String field, String typed) {
        return Query.of(query -> query.fuzzy(fuzzy -> fuzzy.field(field)
                .value(typed)
                .fuzziness("1")
                .prefixLength(1)
                .transpositions(true)
                .maxExpansions(SLIPPED_TERMS_MAX)));
    }

    private static String apart(String chinese) {
        return chinese.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }

    private static Query best(List<Query> ways) {
        return Query.of(query -> query.disMax(best -> best.queries(ways)));
    }

    private static Query term(String field, String value, float worth) {
        return worth(
                worth, Query.of(query -> query.term(term -> term.field(field).value(value))));
    }

    private static Query phrase(String field, String tokens, float worth) {
        return worth(
                worth,
                Query.of(
                        query -> query.matchPhrase(phrase -> phrase.field(field).query(tokens))));
    }

    /**
     * A match is worth the same in every offer and on every day. Names are too short for frequencies to say much, and scores
     * that move with the index while somebody pages would show him offers twice.
     */
    private static Query worth(float worth, Query query) {
        return Query.of(
                outer -> outer.constantScore(constant -> constant.filter(query).boost(worth)));
    }
}
