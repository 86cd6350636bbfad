package org.cunlu.accounts.villager;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A code to print: eight characters, none of which looks like another. */
record ClaimCode(String text) {
    private static final String ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679";
    private static final int LENGTH = 8;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static ClaimCode next() {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new ClaimCode(text.toString());
    }

    /** @param written as people write it: in any case and width, with blanks and hyphens; empty when it cannot be one */
    static Optional<ClaimCode> of(String written) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFKC)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT);
        return SHAPE.matcher(text).matches() ? Optional.of(new ClaimCode(text)) : Optional.empty();
    }

    /** @return {@code ACDE-3467} */
    String printed() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    /** Hides the code from logs. */
    @Override
    public String toString() {
        return "ClaimCode";
    }
}
