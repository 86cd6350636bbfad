package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Where a list goes on: behind an offer, and in a list by score also behind its score. The wire form says which, so that a
 * list begun by the database is gone on with there.
 * @param mode null in a list by id
 */
record Place(@Nullable Mode mode, double score, String offerId) {
    private static final Pattern SCORED = Pattern.compile("([ASLMO])([0-9a-f]{16})([0-9A-Z]{13})");

    /** Which offers are in a list by score. */
    enum Mode {
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

    String cursor() {
        return mode == null ? offerId : mode.sign + String.format("%016x", Double.doubleToLongBits(score)) + offerId;
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
            double score = Double.longBitsToDouble(Long.parseUnsignedLong(scored.group(2), 16));
            if (Double.isFinite(score)) {
                return new Place(Mode.of(scored.group(1).charAt(0)), score, scored.group(3));
            }
        }
        throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · Not a cursor of this list");
    }
}
