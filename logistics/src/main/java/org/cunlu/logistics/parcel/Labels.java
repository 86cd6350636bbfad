package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.cunlu.kernel.id.CheckDigit;

/** Numbers on parcels and bags. Drawn at random, so that nobody guesses a neighbour's; the primary key refuses a second. */
@Singleton
class Labels {
    private static final int BARCODE_DIGITS = 14;
    private static final int SSCC_DIGITS = 17;

    private final SecureRandom random = new SecureRandom();
    private final String companyPrefix;

    /** @param companyPrefix 7 to 10 digits that GS1 gave the county; the default is made up */
    Labels(@Value("${cunlu.logistics.gs1-company-prefix:6990233}") String companyPrefix) {
        if (!companyPrefix.matches("\\d{7,10}")) {
            throw new ConfigurationException("cunlu.logistics.gs1-company-prefix is not 7 to 10 digits");
        }
        this.companyPrefix = companyPrefix;
    }

    /** @return CN, 14 digits, check digit */
    String barcode() {
        String digits = digits(BARCODE_DIGITS);
        return "CN" + digits + CheckDigit.of(digits);
    }

    /** @return 18 digits: extension digit, company prefix, serial reference, check digit */
    String sscc() {
        String extension = digits(1);
        String digits = extension + companyPrefix + digits(SSCC_DIGITS - 1 - companyPrefix.length());
        return digits + CheckDigit.of(digits);
    }

    /** @return so many random digits */
    String digits(int count) {
        return random.ints(count, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
