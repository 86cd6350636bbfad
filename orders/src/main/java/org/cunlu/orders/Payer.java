package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Who pays for a discount.
 * @param code of the seller, the brand or the fund; null for the platform
 */
@Serdeable
public record Payer(By by, @Nullable String code) {
    public static final Payer PLATFORM = new Payer(By.PLATFORM, null);

    public Payer {
        if ((by == By.PLATFORM) != (code == null)) {
            throw new IllegalArgumentException("who pays is not named: " + by + " " + code);
        }
    }

    public static Payer seller(String code) {
        return new Payer(By.SELLER, code);
    }

    public static Payer brand(String code) {
        return new Payer(By.BRAND, code);
    }

    public static Payer fund(String code) {
        return new Payer(By.FUND, code);
    }

    /** Kinds of payers. */
    public enum By {
        PLATFORM,
        SELLER,
        BRAND,
        FUND
    }
}
