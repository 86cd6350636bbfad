package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.orders.freighting.FreightRule.Area;
import org.cunlu.orders.freighting.FreightTemplate.Basis;
import org.cunlu.orders.freighting.TemplateController.RuleWanted;
import org.cunlu.orders.freighting.TemplateController.Wanted;

/**
 * A template as a CSV file, one row for each area: {@code name,basis,area,code,first_units,first_fen,more_units,more_fen} and,
 * where wanted, {@code free_from_fen,chilled_bps,hazardous_bps}. Rows of one name are one template.
 */
final class TemplateFile {
    private static final Set<String> REQUIRED =
            Set.of("name", "basis", "area", "code", "first_units", "first_fen", "more_units", "more_fen");
    private static final Set<String> OPTIONAL = Set.of("free_from_fen", "chilled_bps", "hazardous_bps");

    private TemplateFile() {}

    /** @param wanted empty when anything is wrong */
    record Read(List<Wanted> wanted, List<RowFault> faults) {}

    static Read of(String csv) {
        CsvFile file = CsvFile.read(new StringReader(csv), REQUIRED, OPTIONAL);
        Map<String, Wanted> byName = new LinkedHashMap<>();
        for (CsvRow row : file.rows()) {
            String name = row.name("name", 120);
            Basis basis = row.constant("basis", Basis.class);
            int chilled = (int) row.numberOr("chilled_bps", 0, FreightTemplate.BPS_MAX, 0);
            int hazardous = (int) row.numberOr("hazardous_bps", 0, FreightTemplate.BPS_MAX, 0);
            RuleWanted rule = rule(row);
            if (row.bad() || rule == null) {
                continue;
            }
            Wanted before = byName.get(name);
            if (before != null
                    && (before.basis() != basis
                            || before.chilledBps() != chilled
                            || before.hazardousBps() != hazardous)) {
                row.fault("basis", "template-differs", "同一模板各行须一致 · Rows of one template must agree");
                continue;
            }
            var rules = new ArrayList<RuleWanted>(before == null ? List.of() : before.rules());
            rules.add(rule);
            byName.put(name, new Wanted(name, basis, chilled, hazardous, rules));
        }
        List<RowFault> faults = file.faults().list();
        return new Read(faults.isEmpty() ? List.copyOf(byName.values()) : List.of(), faults);
    }

    private static @Nullable RuleWanted rule(CsvRow row) {
        Area area = row.constant("area", Area.class);
        String code = row.textOrNull("code", 40);
        long first = row.number("first_units", 0, FreightRule.UNITS_MAX);
        long firstFen = row.number("first_fen", 0, FreightRule.FEN_MAX);
        long more = row.number("more_units", 1, FreightRule.UNITS_MAX);
        long moreFen = row.number("more_fen", 0, FreightRule.FEN_MAX);
        boolean free = row.cell("free_from_fen").isPresent();
        long freeFrom = free ? row.number("free_from_fen", 1, Long.MAX_VALUE / 2) : 0;
        if (area != null && area.named() == (code == null)) {
            row.fault(
                    "code",
                    "code-invalid",
                    "TOWNSHIP 和 PROVINCE 须写地区，其余留空 · TOWNSHIP and PROVINCE name one, the others none");
        }
        return row.bad() || area == null
                ? null
                : new RuleWanted(
                        area, code == null ? "" : code, first, firstFen, more, moreFen, free ? freeFrom : null);
    }
}
