package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;

/**
 * Somebody's name and phone, opened.
 * @param phone null for a villager without one, and for one who asked to be forgotten
 */
public record Person(@Nullable MobileNumber phone, String name) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Person";
    }
}
