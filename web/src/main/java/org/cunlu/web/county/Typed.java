package org.cunlu.web.county;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** What a form's fields say, as figures, days and choices. */
public final class Typed {
    private static final int DIGITS_MAX = 10;

    private Typed() {}

    /** @throws ProblemException 400 {@code malformed} */
    public static long number(Fields form, String name) {
        String text = form.typed(name).strip();
        if (text.isEmpty() || text.length() > DIGITS_MAX || !text.chars().allMatch(Character::isDigit)) {
            throw malformed(name);
        }
        return Long.parseLong(text);
    }

    /** @throws ProblemException 400 {@code malformed} */
    public static LocalDate day(Fields form, String name) {
        try {
            return LocalDate.parse(form.typed(name).strip());
        } catch (DateTimeParseException e) {
            throw malformed(name);
        }
    }

    /** @throws ProblemException 400 {@code malformed} */
    public static <E extends Enum<E>> E choice(Fields form, String name, Class<E> of) {
        for (E each : of.getEnumConstants()) {
            if (each.name().equals(form.typed(name))) {
                return each;
            }
        }
        throw malformed(name);
    }

    private static ProblemException malformed(String name) {
        return ProblemException.invalid(name, "malformed", "这一项填得不对 · This is not filled in as it should be");
    }
}
