package org.cunlu.accounts.stepup;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code for somebody whose device is gone: good once.
 * @param text ten characters, none of which looks like another; about 49 bits
 */
record RecoveryCode(String text) {
    static final int MANY = 10;

    private static final int LENGTH = 10;
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static RecoveryCode next() {
        var text = new StringBuilder();
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new RecoveryCode(text.toString());
    }

    /** @param plain as {@link #plain} wrote it */
    static Optional<RecoveryCode> read(String plain) {
        return SHAPE.matcher(plain).matches() ? Optional.of(new RecoveryCode(plain)) : Optional.empty();
    }

    /** @return the one spelling of what somebody typed: full-width or small letters, hyphens and spaces are all the same */
    static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s‐–-]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** @return as people copy it from paper: {@code 7KQ2M-XW9RD} */
    String shown() {
        return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "RecoveryCode";
    }
}
