package org.cunlu.web.dispatch;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.web.Fields;

/** Boxes of a form of which several may be ticked. Each is a field of its own, so that none of them needs to be there. */
public final class Marks {
    private Marks() {}

    /** @return whether each is ticked, by the name of its field, in the order in which they are declared */
    static <E extends Enum<E>> Map<String, Boolean> of(String field, E[] all, Collection<E> ticked) {
        var marks = new LinkedHashMap<String, Boolean>();
        Stream.of(all).forEach(each -> marks.put(name(field, each), ticked.contains(each)));
        return marks;
    }

    /** @return those that a form has ticked */
    static <E extends Enum<E>> Set<E> ticked(Fields form, String field, Class<E> type) {
        var ticked = EnumSet.noneOf(type);
        for (E each : type.getEnumConstants()) {
            if (!form.typed(name(field, each)).isEmpty()) {
                ticked.add(each);
            }
        }
        return ticked;
    }

    /** @return such as {@code drop-off}, which completes a key */
    public static String word(String name) {
        return name.substring(name.indexOf('.') + 1).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(String field, Enum<?> each) {
        return field + "." + each.name();
    }
}
