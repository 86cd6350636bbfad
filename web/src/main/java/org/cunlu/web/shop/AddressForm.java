package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;

/**
 * One address to fill in.
 * @param saved the one that is changed; null for a new one
 * @param places to choose from, named by what the form sends back
 * @param street whether one of them needs street and house @param streetOnly whether each does
 * @param name proposed @param phone proposed
 * @param key fresh, so that the same form sent twice keeps one
 */
public record AddressForm(
        @Nullable SavedAddress saved,
        Map<String, String> places,
        boolean street,
        boolean streetOnly,
        String name,
        String phone,
        String key) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "AddressForm";
    }
}
