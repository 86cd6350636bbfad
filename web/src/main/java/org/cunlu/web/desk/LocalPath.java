package org.cunlu.web.desk;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address within our own pages, to which somebody is led back.
 * @param text begins with one slash; path and query only
 */
record LocalPath(String text) {
    /** No backslash, which browsers take for a slash; no second slash, after which a host would stand. */
    private static final Pattern SHAPE = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~%?&=+:,@!$'()*;-]{0,400}");

    LocalPath {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not an address within our pages");
        }
    }

    /** @return empty for whatever does not surely stay with us */
    static Optional<LocalPath> of(@Nullable String asked) {
        if (asked == null || !SHAPE.matcher(asked).matches()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(asked);
            boolean here = uri.getScheme() == null && uri.getRawAuthority() == null;
            String path = here ? uri.normalize().getRawPath() : null;
            return path != null && path.equals(uri.getRawPath()) && !path.startsWith("//")
                    ? Optional.of(new LocalPath(asked))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
