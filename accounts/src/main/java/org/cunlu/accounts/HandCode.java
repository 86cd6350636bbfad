package org.cunlu.accounts;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code that people copy by hand. Ten characters, about 49 bits, where it lives for days and guesses are counted: invitations.
 * Twenty-five, about 122 bits, where it lives for years: recovery codes, so that who had their hashes could not find them out.
 * @param text of characters none of which looks like another
 */
public record HandCode(String text) {
    private static final int LENGTH = 10;
    private static final int LENGTH_LASTING = 25;
    private static final int GROUP = 5;
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern SHAPE =
            Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}|[" + ALPHABET + "]{" + LENGTH_LASTING + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static HandCode next() {
        return drawn(LENGTH);
    }

    public static HandCode nextLasting() {
        return drawn(LENGTH_LASTING);
    }

    private static HandCode drawn(int length) {
        var text = new StringBuilder();
        RANDOM.ints(length, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new HandCode(text.toString());
    }

    public HandCode {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a code of " + LENGTH + " or " + LENGTH_LASTING + " characters");
        }
    }

    /** @param number any; equal numbers make equal codes, evenly spread ones make evenly spread codes */
    public static HandCode of(long number) {
        var text = new StringBuilder();
        long rest = number >>> 1;
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return new HandCode(text.toString());
    }

    /** @param plain as {@link #plain} wrote it */
    public static Optional<HandCode> read(String plain) {
        return SHAPE.matcher(plain).matches() ? Optional.of(new HandCode(plain)) : Optional.empty();
    }

    /** @return the one spelling of what somebody typed: full-width or small letters, hyphens and spaces are all the same */
    public static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s‐–-]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** @return as people copy it from paper: {@code 7KQ2M-XW9RD} */
    public String shown() {
        return text.replaceAll("(?<=\\G.{" + GROUP + "})(?!$)", "-");
    }

    @Override
    public String toString() {
        return "HandCode";
    }
}
