package org.cunlu.accounts.apikey;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.kernel.privacy.Unguessable;

/** A key as its holder has it: {@code ck_<id>_<43 characters>}. Shown once, when it is made. */
record KeyText(String keyId, Unguessable secret) {
    private static final Pattern SHAPE = Pattern.compile("ck_([0-9A-Z]{13})_([A-Za-z0-9_-]{43})");

    static Optional<KeyText> of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new KeyText(matcher.group(1), new Unguessable(matcher.group(2))))
                : Optional.empty();
    }

    String whole() {
        return "ck_" + keyId + "_" + secret.text();
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "KeyText[" + keyId + "]";
    }
}
