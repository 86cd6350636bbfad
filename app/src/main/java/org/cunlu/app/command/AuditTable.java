package org.cunlu.app.command;

import java.io.PrintWriter;
import java.util.List;
import org.cunlu.kernel.audit.AuditRow;

/** The audit as a table for people: name, checked, violations. */
final class AuditTable {
    private AuditTable() {}

    /** @return 0 when nothing is wrong, 1 otherwise */
    static int print(List<AuditRow> rows, PrintWriter out) {
        out.printf("%-58s %12s %12s%n", "审计 audit", "checked", "violations");
        for (AuditRow row : rows) {
            out.printf("%-60s %12d %12d%n", row.name(), row.checked(), row.violations());
            row.examples().forEach(example -> out.println("     " + example));
        }
        out.flush();
        return rows.stream().allMatch(AuditRow::clean) ? 0 : 1;
    }
}
