package org.cunlu.web.reserve;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.time.CountyTime;

/** Quantities, shares, money and moments as these pages write them. */
public final class Figures {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final int PERCENT_FULL = 100;

    private Figures() {}

    /** @return such as 2.04, in tonnes */
    public static String tonnes(long grams) {
        return BigDecimal.valueOf(grams, 6).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** @return such as 3.45%, of millionths */
    public static String ppm(int millionths) {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + "%";
    }

    /** @return such as 12.3%, of basis points */
    public static String share(long basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).setScale(1, RoundingMode.DOWN).toPlainString() + "%";
    }

    /** @return 0 to 100, of what is asked; 100 where nothing is */
    public static long percent(long there, long asked) {
        return asked <= 0 ? PERCENT_FULL : Math.min(PERCENT_FULL, there * PERCENT_FULL / asked);
    }

    public static String money(long fen) {
        return Fen.text(fen);
    }

    /** @return empty for null */
    public static String moment(@Nullable Instant moment) {
        return moment == null ? "" : CountyTime.at(moment).format(MINUTES);
    }
}
