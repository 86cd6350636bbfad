package org.cunlu.kernel.bulk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * How the loading of a file ended.
 * @param rows data rows read
 * @param created rows that made something new
 * @param updated rows that changed something
 * @param unchanged rows that were there already as they are
 * @param faults all rows that were refused, each with its reason; nothing was loaded if there is one, unless the good rows
 *     were asked to be kept
 * @param applied whether anything was written
 */
@Serdeable
public record ImportReport(
        long rows, long created, long updated, long unchanged, List<RowFault> faults, boolean applied) {
    public ImportReport {
        faults = List.copyOf(faults);
    }
}
