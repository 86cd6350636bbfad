package org.cunlu.logistics.network;

import java.util.List;
import org.cunlu.kernel.bulk.CsvRow;

/** What a row of a file wants to be, if nothing is wrong with it. */
record Candidate<T>(CsvRow row, T value) {
    boolean good() {
        return !row.bad();
    }

    static <T> List<Candidate<T>> goodOf(List<Candidate<T>> all) {
        return all.stream().filter(Candidate::good).toList();
    }
}
