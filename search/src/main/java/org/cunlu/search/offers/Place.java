package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Where a list goes on: behind an offer, and in a list by score or price also behind that. The wire form says which, so that a
 * list begun by the database is gone on with there.
 * @param mode null in a list by id
 */
record Place(@Nullable Mode mode, double value, String offerId) {
    /** Of a list with one offer of each product: so many go before. */
    private static final Pattern COUNTED = Pattern.compile("P([EASLMO])(\\d{1,4})");

    private static final Pattern SCORED = Pattern.compile("([EASLMO])([0-9a-f]{16})([0-9A-Z]{13})");

    /** Which offers are in a list by score or price. */
    enum Mode {
        /** All there are, by price. */
        EVERYTHING('E'),
        /** With all words that were asked, or others that mean the same. */
        ALL('A'),
        /** With words that sound as they do. */
        SOUND('S'),
        /** With names like what was typed in letters. */
        LIKE('L'),
        /** With most of the words. */
        MOST('M'),
        /** With one at least of a long question. */
        ONE('O');

        private final char sign;

        Mode(char sign) {
            this.sign = sign;
        }

        private static Mode of(char sign) {
            return Arrays.stream(values())
                    .filter(mode -> mode.sign == sign)
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Place after(String offerId) {
        return new Place(null, 0, offerId);
    }

    /** In a list with one offer of each product, where nothing but their number says how far one has read. */
    static Place behind(Mode mode, int many) {
        return new Place(mode, many, "");
    }

    boolean counted() {
        return offerId.isEmpty();
    }

    String cursor() {
        if (counted()) {
            return "P" + mode.sign + (int) value;
        }
        return mode == null ? offerId : mode.sign + String.format("%016x", Double.doubleToLongBits(value)) + offerId;
    }

    static @Nullable Place of(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        if (Ids.isId(cursor)) {
            return after(cursor);
        }
        var scored = SCORED.matcher(cursor);
        if (scored.matches()) {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(scored.group(2), 16));
            if (Double.isFinite(value)) {
                return new Place(Mode.of(scored.group(1).charAt(0)), value, scored.group(3));
            }
        }
        var counted = COUNTED.matcher(cursor);
        if (counted.matches()) {
            return behind(Mode.of(counted.group(1).charAt(0)), Integer.parseInt(counted.group(2)));
        }
        throw invalid();
    }

    static ProblemException invalid() {
        return ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · Not a cursor of this list");
    }
}
