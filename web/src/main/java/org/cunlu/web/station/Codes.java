package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** Codes of lots and bins, and pieces, as people type or scan them. */
final class Codes {
    private static final String CODE = "[A-Z0-9._][A-Z0-9._-]{0,23}";
    private static final String KEY = "[\\x21-\\x7e]{8,64}";

    private Codes() {}

    /** @return in capitals; null for what was left empty @throws ProblemException 400 {@code malformed} */
    static @Nullable String of(Fields form, String name) {
        String text = form.typed(name).strip().toUpperCase(Locale.ROOT);
        if (!text.isEmpty() && !text.matches(CODE)) {
            throw ProblemException.invalid(name, "malformed", "只能是字母、数字、点和横线 · Letters, digits, dots and hyphens only");
        }
        return text.isEmpty() ? null : text;
    }

    /** @return the form's own number, so that sending it again has no second effect */
    static String key(Fields form) {
        if (!form.typed("key").matches(KEY)) {
            throw ProblemException.invalid("key", "malformed", "请重新打开页面 · Open the page again");
        }
        return form.typed("key");
    }

    /** @return 0 for what was left empty @throws ProblemException 400 {@code malformed} */
    static long pieces(Fields form, String name) {
        String text = form.typed(name).strip();
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw ProblemException.invalid(name, "malformed", "请填写整数件数 · Fill in whole pieces");
        }
        return Long.parseLong(text);
    }

    /** @return above 0 @throws ProblemException 400 {@code malformed}, {@code nothing-told} */
    static long some(Fields form, String name) {
        long pieces = pieces(form, name);
        if (pieces == 0) {
            throw nothingTold();
        }
        return pieces;
    }

    static ProblemException nothingTold() {
        return ProblemException.of(
                400, "nothing-told", "还没有填件数 · No pieces were told", "填写点到的件数 · Tell the pieces that you counted");
    }
}
