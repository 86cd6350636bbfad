package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.text.Normalizer;

/**
 * An active ingredient; limits of what a buyer may have are counted by its name.
 * @param name as everybody writes it: letters and digits of half width, no spaces, one kind of middle dot between the parts of a
 *     mixture
 */
public record Ingredient(String name) {
    public Ingredient {
        name = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")
                .replaceAll("[\u2022\u2027\u22C5\u30FB]", "\u00B7");
    }

    /** @param said as somebody wrote it @return its name; null for nothing */
    public static @Nullable String named(@Nullable String said) {
        String name = said == null ? "" : new Ingredient(said).name();
        return name.isEmpty() ? null : name;
    }
}
