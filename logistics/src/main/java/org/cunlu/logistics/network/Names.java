package org.cunlu.logistics.network;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.bulk.CsvRow;

/** Constants as tables and files hold them: names with blanks between. */
final class Names {
    private Names() {}

    static String text(Collection<? extends Enum<?>> constants) {
        return constants.stream()
                .sorted((one, other) -> Integer.compare(one.ordinal(), other.ordinal()))
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }

    static <E extends Enum<E>> Set<E> of(String text, Class<E> type) {
        var constants = EnumSet.noneOf(type);
        Arrays.stream(text.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> Enum.valueOf(type, name))
                .forEach(constants::add);
        return constants;
    }

    /** @return all of them for a blank cell */
    static <E extends Enum<E>> Set<E> of(CsvRow row, String column, Class<E> type) {
        if (row.cell(column).isEmpty()) {
            return EnumSet.allOf(type);
        }
        var constants = EnumSet.noneOf(type);
        for (String name : row.codes(column, type.getEnumConstants().length)) {
            Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(constants::add, () -> unknown(row, column, name, type));
        }
        return constants;
    }

    private static <E extends Enum<E>> void unknown(CsvRow row, String column, String name, Class<E> type) {
        row.fault(column, "not-allowed", "没有这一种 · Not one of " + text(EnumSet.allOf(type)) + ": " + name);
    }
}
