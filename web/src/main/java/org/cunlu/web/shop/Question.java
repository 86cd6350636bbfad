package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.StorageClass;
import org.cunlu.search.Search;

/** What a list's address asks for. Whatever stands in it, a page is shown: what means nothing is left out. */
final class Question {
    static final int CARDS = 24;
    static final String ATTRIBUTE = "a.";
    private static final int QUERY_LENGTH_MAX = 60;
    private static final int CODE_LENGTH_MAX = 64;
    private static final int ATTRIBUTES_MAX = 10;
    private static final int FEN_PER_YUAN = 100;

    private final HttpParameters asked;

    Question(HttpParameters asked) {
        this.asked = asked;
    }

    /** @return the words searched for; empty for everything */
    String words() {
        String typed = asked.get("q") == null ? "" : asked.get("q").strip();
        return typed.length() > QUERY_LENGTH_MAX ? typed.substring(0, QUERY_LENGTH_MAX) : typed;
    }

    @Nullable
    Direction way() {
        return one(Direction.values(), "direction");
    }

    /** @return whether nothing was asked for, not even a later piece */
    boolean plain() {
        return asked.asMap().keySet().stream().allMatch(name -> name.equals("lang"));
    }

    Search.Query query(@Nullable Place to) {
        var place = to == null || to.outside() ? null : to.villageCode();
        return new Search.Query(
                words().isEmpty() ? null : words(),
                code("category"),
                code("brand"),
                way(),
                narrowing(),
                sort(place),
                code("cursor"),
                CARDS,
                new Search.Manner(
                        place == null ? null : new Search.Destination(place, asked.contains("reachable"), null),
                        // A product comes once, however many sell it: its page shows them all.
                        true,
                        false));
    }

    private Search.Narrowing narrowing() {
        Long min = yuan("min");
        Long max = yuan("max");
        boolean range = min == null || max == null || min <= max;
        return new Search.Narrowing(
                code("seller"),
                one(StorageClass.values(), "storage"),
                range ? min : null,
                range ? max : null,
                code("origin"),
                code("grade"),
                attributes());
    }

    /** Two of them ask where to. */
    private Search.@Nullable Sort sort(@Nullable String place) {
        Search.Sort sort = one(Search.Sort.values(), "sort");
        boolean near = sort == Search.Sort.SOONEST || sort == Search.Sort.NEAREST;
        return near && place == null ? null : sort;
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        asked.names().stream()
                .filter(name -> name.startsWith(ATTRIBUTE)
                        && name.substring(ATTRIBUTE.length()).matches("[A-Z0-9._-]{1,32}"))
                .limit(ATTRIBUTES_MAX)
                .forEach(name -> attributes.put(name.substring(ATTRIBUTE.length()), asked.get(name)));
        return attributes;
    }

    private @Nullable Long yuan(String name) {
        String typed = asked.get(name);
        return typed != null && typed.strip().matches("\\d{1,8}") ? Long.parseLong(typed.strip()) * FEN_PER_YUAN : null;
    }

    private @Nullable String code(String name) {
        String typed = asked.get(name);
        return typed == null || typed.isBlank() || typed.length() > CODE_LENGTH_MAX * 8 ? null : typed.strip();
    }

    private <T extends Enum<T>> @Nullable T one(T[] all, String name) {
        return Stream.of(all)
                .filter(each -> each.name().equalsIgnoreCase(asked.get(name)))
                .findFirst()
                .orElse(null);
    }
}
