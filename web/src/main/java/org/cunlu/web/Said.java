package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.Problem;

/**
 * A refusal in the language of a page. The house words refusals in two languages, Chinese first.
 * @param field that is to blame, if one is
 */
public record Said(
        String title,
        @Nullable String detail,
        String code,
        @Nullable String field) {
    private static final String BETWEEN_LANGUAGES = " · ";
    private static final String BETWEEN_PIECES = "；";

    public static Said of(Problem refusal, Language language) {
        String detail = refusal.detail();
        return new Said(
                in(language, refusal.title()),
                detail == null || detail.isBlank() ? null : in(language, detail),
                refusal.code(),
                refusal.field());
    }

    /** @return the part of a text in two languages, or of a list of such texts; all of it when it has one only */
    public static String in(Language language, String text) {
        String[] pieces = text.split(BETWEEN_PIECES);
        if (pieces.length > 1 && Stream.of(pieces).allMatch(piece -> piece.contains(BETWEEN_LANGUAGES))) {
            return Stream.of(pieces)
                    .map(piece -> piece(language, piece))
                    .collect(Collectors.joining(language == Language.EN ? "; " : BETWEEN_PIECES));
        }
        return piece(language, text);
    }

    private static String piece(Language language, String text) {
        String[] both = text.split(BETWEEN_LANGUAGES, 2);
        return language == Language.EN ? both[both.length - 1] : both[0];
    }
}
