package org.cunlu.accounts.realname;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/** A document and its number, in the one writing in which it is kept and found. */
record IdentityDocument(Kind kind, String number) {
    /** What names are checked against. */
    enum Kind {
        /** 居民身份证. */
        ID_CARD,
        /** 港澳台居民居住证, which has a number of the same kind. */
        RESIDENCE_PERMIT,
        PASSPORT
    }

    /** From this age on a person verifies himself: he has the card and is fully capable if he lives by his work. */
    static final int OWN_AGE = 16;

    /** Provinces of GB/T 2260; Hong Kong, Macao and Taiwan have their codes on residence permits only. */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65");

    private static final Set<String> PERMITS = Set.of("81", "82", "83");
    private static final Pattern CITIZEN = Pattern.compile("[1-9]\\d{5}\\d{8}\\d{3}[0-9X]");
    private static final Pattern PASSPORT_NUMBER = Pattern.compile("[A-Z]{1,2}[0-9]{6,9}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** GB 11643, which takes them from ISO 7064 MOD 11-2. */
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private static final String CHECKS = "10X98765432";

    /**
     * @param written with blanks, in full width, with a small x
     * @throws ProblemException 400 {@code document-invalid}; 409 {@code too-young}
     */
    static IdentityDocument of(Kind kind, String written, LocalDate today) {
        String number = Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
        if (kind == Kind.PASSPORT) {
            if (!PASSPORT_NUMBER.matcher(number).matches()) {
                throw invalid();
            }
            return new IdentityDocument(kind, number);
        }
        Set<String> regions = kind == Kind.ID_CARD ? PROVINCES : PERMITS;
        if (!CITIZEN.matcher(number).matches()
                || !regions.contains(number.substring(0, 2))
                || number.charAt(number.length() - 1) != check(number)) {
            throw invalid();
        }
        demandAge(born(number), today);
        return new IdentityDocument(kind, number);
    }

    /** @return the first and the last character, such as {@code 5****************X} */
    String masked() {
        return number.charAt(0) + "*".repeat(number.length() - 2) + number.charAt(number.length() - 1);
    }

    private static LocalDate born(String number) {
        try {
            return LocalDate.parse(number.substring(6, 14), DAY);
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    private static void demandAge(LocalDate born, LocalDate today) {
        if (born.isAfter(today) || born.getYear() < 1900) {
            throw invalid();
        }
        if (today.isBefore(born.plusYears(OWN_AGE))) {
            throw ProblemException.of(
                    409, "too-young", "未满16周岁不能自行实名 · Under 16 nobody verifies himself", "请由监护人办理 · The guardian does");
        }
    }

    private static char check(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("number", "document-invalid", "证件号码不对 · Not a number of such a document");
    }

    /** Masked, so that no log shows a number by accident. */
    @Override
    public String toString() {
        return kind + " " + masked();
    }
}
