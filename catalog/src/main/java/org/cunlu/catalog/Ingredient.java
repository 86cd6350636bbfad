package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.text.Normalizer;

/** Names of active ingredients, which limits of what a buyer may have are counted by. */
public final class Ingredient {
    private Ingredient() {}

    /**
     * @param said as somebody wrote it
     * @return the name as everybody writes it: letters and digits of half width, no spaces, one kind of middle dot between the
     *     parts of a mixture; null for nothing
     */
    public static @Nullable String named(@Nullable String said) {
        if (said == null) {
            return null;
        }
        String name = Normalizer.normalize(said, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")
                .replaceAll("[\u2022\u2027\u22C5\u30FB]", "\u00B7");
        return name.isEmpty() ? null : name;
    }
}
