package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import java.util.Locale;

/** Languages of the pages. Chinese unless somebody switches. */
public enum Language {
    ZH("zh-CN", Locale.CHINESE),
    EN("en", Locale.ENGLISH);

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /** @param asked such as {@code en}; null or unknown means Chinese */
    public static Language of(@Nullable String asked) {
        return "en".equalsIgnoreCase(asked) ? EN : ZH;
    }

    /** @return for the page's {@code lang} attribute */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    public Language other() {
        return this == ZH ? EN : ZH;
    }
}
