package org.cunlu.devstack.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the talk between owner and supervisor: a verb and words, kept apart by tabs.
 *
 * @param verb what is asked or answered
 * @param words the rest; any text
 */
public record Line(String verb, List<String> words) {
    public Line {
        words = List.copyOf(words);
    }

    public static Line of(String verb, String... words) {
        return new Line(verb, List.of(words));
    }

    public static Line of(String verb, Map<String, String> pairs) {
        var words = new ArrayList<String>();
        pairs.forEach((key, value) -> words.add(key + "=" + value));
        return new Line(verb, words);
    }

    /** The words as pairs, where each is {@code key=value}. */
    public Map<String, String> pairs() {
        var pairs = new LinkedHashMap<String, String>();
        for (var word : words) {
            int at = word.indexOf('=');
            pairs.put(word.substring(0, at), word.substring(at + 1));
        }
        return pairs;
    }

    public String encode() {
        var text = new StringBuilder(escape(verb));
        words.forEach(word -> text.append('\t').append(escape(word)));
        return text.toString();
    }

    public static Line decode(String text) {
        var parts = List.of(text.split("\t", -1));
        return new Line(
                unescape(parts.getFirst()),
                parts.subList(1, parts.size()).stream().map(Line::unescape).toList());
    }

    private static String escape(String word) {
        return word.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String word) {
        var text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '\\' || i + 1 == word.length()) {
                text.append(c);
                continue;
            }
            char next = word.charAt(++i);
            text.append(
                    switch (next) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> next;
                    });
        }
        return text.toString();
    }
}
