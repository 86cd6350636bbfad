package org.cunlu.app.command;

import java.io.PrintWriter;
import java.util.List;
import org.cunlu.app.play.Outcome;

/** The audit as a table for people: name, checked, violations. */
final class AuditTable {
    private AuditTable() {}

    /** @return 0 when nothing is wrong, 1 otherwise */
    static int print(List<Outcome.Checked> rows, PrintWriter out) {
        out.printf("%-58s %12s %12s%n", "审计 audit", "checked", "violations");
        for (Outcome.Checked row : rows) {
            out.printf("%-60s %12d %12d%n", row.name(), row.checked(), row.violations());
            row.examples().forEach(example -> out.println("     " + example));
        }
        out.flush();
        return rows.stream().allMatch(row -> row.violations() == 0) ? 0 : 1;
    }
}
