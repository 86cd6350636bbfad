package org.cunlu.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Collectors;

/** What a page says in its language, and its links, which stay in that language. */
public record Words(Language language) {
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /**
     * @param key of {@code words_zh.properties} and {@code words_en.properties}
     * @param arguments for {0}, {1} …
     * @throws java.util.MissingResourceException when there is no such key
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle().getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    /**
     * @param key as {@link #text} takes it
     * @param otherwise what is said where there is no such key
     */
    public String textOr(String key, String otherwise) {
        return bundle().containsKey(key) ? text(key) : otherwise;
    }

    /**
     * A link within the pages.
     * @param parameters names and values by turns; those whose value is null or empty are left out
     */
    public String link(String path, String... parameters) {
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        if (language != Language.ZH) {
            named.put("lang", language.tag());
        }
        String query = named.entrySet().stream()
                .filter(entry -> entry.getValue() != null && !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The same in the other language. */
    public Words other() {
        return new Words(language.other());
    }

    /** @return all keys and texts of this language, for the test that none is missing */
    Map<String, String> all() {
        ResourceBundle bundle = bundle();
        return bundle.keySet().stream().collect(Collectors.toMap(key -> key, bundle::getString));
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle("words", language.locale(), Words.class.getClassLoader(), NO_FALLBACK);
    }
}
