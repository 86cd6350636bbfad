package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;

/** What is to be carried. @param weightGrams above 0 @param volumeCm3 above 0 */
@Serdeable
public record Load(long weightGrams, long volumeCm3) {
    public Load {
        if (weightGrams <= 0 || volumeCm3 <= 0) {
            throw new IllegalArgumentException("load is not positive: " + weightGrams + " g, " + volumeCm3 + " cm3");
        }
    }
}
