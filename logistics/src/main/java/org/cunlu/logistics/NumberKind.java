package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.regex.Pattern;
import org.cunlu.kernel.id.CheckDigit;

/** Numbers that stand on parcels and bags. */
public enum NumberKind {
    /** CN, 14 digits, check digit. */
    PARCEL("CN\\d{15}", 2),
    /** SSCC: 18 digits, the last of them the check digit. */
    BAG("\\d{18}", 0);

    private final Pattern shape;
    private final int digitsFrom;

    NumberKind(String shape, int digitsFrom) {
        this.shape = Pattern.compile(shape);
        this.digitsFrom = digitsFrom;
    }

    /** @return whether the text is such a number, check digit and all; whether there is such a thing is another question */
    public boolean fits(@Nullable String text) {
        return text != null && shape.matcher(text).matches() && CheckDigit.fits(text.substring(digitsFrom));
    }
}
