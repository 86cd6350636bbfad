package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Leaves of a description what cannot do harm: words, their shape, lists, tables, and pictures that we keep ourselves. */
final class Description {
    /** No link leads out, and no picture comes from elsewhere. */
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "b", "strong", "i", "em", "u", "h3", "h4", "ul", "ol", "li", "blockquote")
            .allowElements("table", "thead", "tbody", "tr", "th", "td", "img")
            .allowAttributes("src")
            .matching(Pattern.compile("/api/shop/media/[0-9a-f]{64}/(320|800|1600)"))
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .toFactory();

    /** What turns the direction of text or stands in it unseen; line ends are no harm. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}&&[^\\r\\n\\t]]");

    private Description() {}

    /** @return null for nothing */
    static @Nullable String cleaned(@Nullable String html) {
        if (html == null || html.isBlank()) {
            return null;
        }
        String kept = UNSEEN.matcher(POLICY.sanitize(UNSEEN.matcher(html).replaceAll("")))
                .replaceAll("");
        return kept.isBlank() ? null : kept.strip();
    }
}
