package org.cunlu.accounts.person;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A name as a person writes his own: 1 to 60 characters, none of them invisible; of one script, or of Chinese and Latin
 * beside each other, so that no letter poses as another's; and none that poses as staff. Parts of a name are joined by the
 * middle dot {@code ·}, in whichever of its shapes it was written.
 */
record PersonName(String text) {
    private static final int LENGTH_MAX = 60;
    private static final Pattern DOTS = Pattern.compile("[•‧・･∙⋅ᐧ]");
    /** More marks on one letter than any script needs. */
    private static final Pattern PILE = Pattern.compile("\\p{M}{5,}");

    private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE | SpoofChecker.MIXED_NUMBERS)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();
    private static final SpoofChecker SHAPES =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private static final List<String> STAFF = List.of(
                    "村路",
                    "客服",
                    "管理员",
                    "管理員",
                    "官方",
                    "系统",
                    "系統",
                    "工作人员",
                    "工作人員",
                    "运营",
                    "運營",
                    "平台",
                    "admin",
                    "cunlu",
                    "kefu",
                    "official",
                    "support",
                    "operator",
                    "system")
            .stream()
            .map(PersonName::shape)
            .toList();

    /** @throws ProblemException 400 {@code name-invalid} */
    static PersonName of(String written) {
        String text = DOTS.matcher(Normalizer.normalize(written, Normalizer.Form.NFC))
                .replaceAll("·")
                .strip();
        boolean visible = text.codePoints().noneMatch(PersonName::invisible)
                && text.codePoints().anyMatch(Character::isLetter);
        if (text.isEmpty() || text.codePointCount(0, text.length()) > LENGTH_MAX || !visible) {
            throw refused("姓名须为1至60个字 · A name has 1 to 60 characters");
        }
        // Without the dot, which Unicode counts to some scripts and not to others that write names with it.
        if (SCRIPTS.failsChecks(text.replace('·', ' ')) || PILE.matcher(text).find()) {
            throw refused("姓名不能混用形似的文字 · A name does not mix letters of scripts that look alike");
        }
        String shape = shape(text);
        if (STAFF.stream().anyMatch(shape::contains)) {
            throw refused("姓名不能冒充工作人员 · A name does not pose as our staff");
        }
        return new PersonName(text);
    }

    /**
     * What an eye takes a text for: width, case, accents, dots, spaces and digits do not count, nor which of two letters
     * that look alike was used.
     */
    private static String shape(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{M}\\p{P}\\p{S}\\p{Z}&&[^|!$@]]", "")
                .replace('0', 'o')
                .replace('@', 'a')
                .replace('$', 's')
                .replaceAll("[1l|!ı]", "i");
        return SHAPES.getSkeleton(folded).toLowerCase(Locale.ROOT).replace('l', 'i');
    }

    private static ProblemException refused(String why) {
        return ProblemException.invalid("name", "name-invalid", why);
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
