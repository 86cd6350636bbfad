package org.cunlu.accounts.person;

import java.text.Normalizer;
import org.cunlu.kernel.problem.ProblemException;

/** A name as a person writes his own: 1 to 60 characters, none of them invisible. */
record PersonName(String text) {
    private static final int LENGTH_MAX = 60;

    /** @throws ProblemException 400 {@code name-invalid} */
    static PersonName of(String written) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
        boolean visible = text.codePoints().noneMatch(PersonName::invisible);
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LENGTH_MAX || !visible) {
            throw ProblemException.invalid("name", "name-invalid", "姓名须为1至60个字 · A name has 1 to 60 characters");
        }
        return new PersonName(text);
    }

    private static boolean invisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
