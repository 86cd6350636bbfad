package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.search.Search;

/** Turns what people type into queries of ready tokens. Nothing of it is parsed by the server. */
final class Questions {
    private static final int CHARACTERS_MAX = 100;
    /** Further words are not looked at. */
    private static final int WORDS_MAX = 10;

    private static final int INITIALS_MAX = 10;

    private Questions() {}

    /** @return what each word that was asked must match, in one of the ways it can be meant */
    static List<Query> words(String text) {
        var words = new ArrayList<Query>();
        for (Text.Run run : Text.runs(start(text))) {
            for (String word : Text.asked(run)) {
                if (words.size() < WORDS_MAX) {
                    words.add(run.chinese() ? chinese(word) : letters(word));
                }
            }
        }
        return words;
    }

    static Query of(List<Query> words, Place.Mode mode, String text, Search.Query asked) {
        var query = new BoolQuery.Builder();
        if (mode == Place.Mode.ALL) {
            query.must(words);
        } else {
            query.must(Query.of(most ->
                    most.bool(bool -> bool.should(words).minimumShouldMatch(Integer.toString(most(words.size()))))));
        }
        // Whoever writes several words as one stretch would rather see them together.
        for (Text.Run run : Text.runs(start(text))) {
            if (run.chinese() && run.text().length() > 1) {
                query.should(phrase(OfferDocument.CHARACTERS, String.join(" ", run.characters()), 3));
            }
        }
        return narrowed(query, asked);
    }

    static Query everything(Search.Query asked) {
        return narrowed(new BoolQuery.Builder().must(Query.of(query -> query.matchAll(all -> all))), asked);
    }

    private static int most(int words) {
        return words - Math.max(1, words / 3);
    }

    private static Query narrowed(BoolQuery.Builder query, Search.Query asked) {
        if (asked.category() != null) {
            query.filter(term(OfferDocument.CATEGORY, asked.category(), 1));
        }
        if (asked.brandCode() != null) {
            query.filter(term(OfferDocument.BRAND, asked.brandCode(), 1));
        }
        if (asked.direction() != null) {
            query.filter(term(OfferDocument.DIRECTION, asked.direction().name(), 1));
        }
        return Query.of(outer -> outer.bool(query.build()));
    }

    private static Query chinese(String word) {
        String characters = word.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
        return best(List.of(
                term(OfferDocument.WORDS, word, 4),
                term(OfferDocument.MORE_WORDS, word, 1),
                phrase(OfferDocument.CHARACTERS, characters, 2)));
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

    private static String start(String text) {
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX);
    }
}
