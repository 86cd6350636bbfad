package org.cunlu.accounts;

import java.text.Normalizer;
import java.util.Locale;

/** Somebody's name, as it is found and as it is shown to those who need only to recognise him. */
public record FullName(String text) {
    public FullName {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("no name");
        }
    }

    /** @return {@code 张**} */
    public String masked() {
        return Character.toString(text.codePointAt(0)) + "**";
    }

    /** Spaces, dots between names, width and case do not tell two spellings of a name apart. */
    public String searchable() {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s·•・‧.]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Masked, so that no log shows a name by accident. */
    @Override
    public String toString() {
        return masked();
    }
}
