package org.cunlu.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page says in its language, and its links, which stay in that language. */
public record Words(Language language) {
    /** The parameter of every address that says in which language its page is. */
    public static final String LANGUAGE = "lang";

    /** Whose pages keep their texts in a bundle of their own, {@code words/shop_zh.properties}; each key begins with it. */
    private static final Set<String> AREAS = Set.of(
            "shop",
            "station",
            "run",
            "dispatch",
            "seller",
            "brand",
            "reserve",
            "county",
            "money",
            "office",
            "promotion",
            "inspect",
            "ui");

    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    /**
     * @param key of {@code words_zh.properties} and {@code words_en.properties}, or of an area's own
     * @param arguments for {0}, {1} …
     * @throws java.util.MissingResourceException when there is no such key
     */
    public String text(String key, Object... arguments) {
        String pattern = bundle(area(key)).getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(arguments);
    }

    /**
     * @param key as {@link #text} takes it
     * @param otherwise what is said where there is no such key
     */
    public String textOr(String key, String otherwise) {
        return bundle(area(key)).containsKey(key) ? text(key) : otherwise;
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
        return link(path, named);
    }

    /** As {@link #link(String, String...)}, in the order of the map. */
    public String link(String path, Map<String, String> parameters) {
        var named = new LinkedHashMap<>(parameters);
        if (language != Language.ZH) {
            named.put(LANGUAGE, language.tag());
        }
        String query = named.entrySet().stream()
                .filter(entry -> entry.getValue() != null && !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query;
    }

    /** The same in the other language. */
    public Words other() {
        return new Words(language.other());
    }

    /** @return all keys and texts of this language, for the test that none is missing */
    Map<String, String> all() {
        return Stream.concat(Stream.of(""), AREAS.stream())
                .map(this::bundle)
                .flatMap(bundle -> bundle.keySet().stream().map(key -> Map.entry(key, bundle.getString(key))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String area(String key) {
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        return AREAS.contains(first) ? first : "";
    }

    private ResourceBundle bundle(String area) {
        String name = area.isEmpty() ? "words" : "words/" + area;
        return ResourceBundle.getBundle(name, language.locale(), Words.class.getClassLoader(), NO_FALLBACK);
    }
}
