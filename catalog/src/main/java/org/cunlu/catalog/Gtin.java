package org.cunlu.catalog;

import java.util.Optional;
import org.cunlu.kernel.id.CheckDigit;

/** Global Trade Item Number of GS1, in its long form of 14 digits. @param digits 14, the last of them the check digit */
public record Gtin(String digits) {
    private static final int LENGTH = 14;

    public Gtin {
        if (!digits.matches("[0-9]{14}") || !CheckDigit.fits(digits) || digits.matches("0+")) {
            throw new IllegalArgumentException("no GTIN: " + digits);
        }
    }

    /** @param text 8, 12, 13 or 14 digits, as on a package; empty for anything else */
    public static Optional<Gtin> of(String text) {
        boolean shaped = text.matches("[0-9]{8}|[0-9]{12,14}") && !text.matches("0+") && CheckDigit.fits(text);
        return shaped ? Optional.of(new Gtin("0".repeat(LENGTH - text.length()) + text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return digits;
    }
}
