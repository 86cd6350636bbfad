package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Somebody who comes for a parcel without its code, as the keeper asks him. Either the last digits of the recipient's number,
 * or the number of who comes for him, is given.
 * @param name of the recipient, at most 60 characters
 * @param phoneTail last four digits of the recipient's number
 * @param representative the number of the recipient's representative or guardian, who comes himself
 */
@Serdeable
public record Claimant(
        @Nullable String name,
        @Nullable String phoneTail,
        @Nullable String representative) {
    private static final int NAME_MAX = 60;
    private static final int NUMBER_MAX = 30;

    public boolean wellFormed() {
        boolean named = name != null && !name.isBlank() && name.length() <= NAME_MAX;
        boolean tail = phoneTail != null && phoneTail.matches("[0-9]{4}");
        boolean other = representative != null && !representative.isBlank() && representative.length() <= NUMBER_MAX;
        return named && (phoneTail == null ? other : tail && representative == null);
    }

    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Claimant";
    }
}
