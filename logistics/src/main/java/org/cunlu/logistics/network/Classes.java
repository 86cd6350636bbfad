package org.cunlu.logistics.network;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.CsvRow;

/** Storage classes as tables and files hold them: names with blanks between. */
final class Classes {
    private Classes() {}

    static String text(Set<StorageClass> classes) {
        return classes.stream().sorted().map(StorageClass::name).collect(Collectors.joining(" "));
    }

    static Set<StorageClass> of(String text) {
        var classes = EnumSet.noneOf(StorageClass.class);
        Arrays.stream(text.split(" ")).map(StorageClass::valueOf).forEach(classes::add);
        return classes;
    }

    /** @return all of them for a blank cell */
    static Set<StorageClass> of(CsvRow row, String column) {
        if (row.cell(column).isEmpty()) {
            return EnumSet.allOf(StorageClass.class);
        }
        var classes = EnumSet.noneOf(StorageClass.class);
        for (String name : row.codes(column, StorageClass.values().length)) {
            Arrays.stream(StorageClass.values())
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(classes::add, () -> unknown(row, column, name));
        }
        return classes;
    }

    private static void unknown(CsvRow row, String column, String name) {
        String all = text(EnumSet.allOf(StorageClass.class));
        row.fault(column, "not-allowed", "没有这种温区 · Not one of " + all + ": " + name);
    }
}
