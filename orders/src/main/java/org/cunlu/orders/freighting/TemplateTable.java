package org.cunlu.orders.freighting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.freighting.FreightTemplate.Basis;
import org.cunlu.orders.freighting.FreightTemplate.State;

/** Rows of templates and their rules. */
@Singleton
class TemplateTable {
    private static final String SELECT = "SELECT template_id, county_code, seller_code, name, basis, chilled_bps,"
            + " hazardous_bps, state, made_at FROM ord_freight_template";

    private final Sql sql;

    TemplateTable(Sql sql) {
        this.sql = sql;
    }

    /** Written as proposed. */
    void insert(FreightTemplate template, String madeBy) {
        sql.change(
                "INSERT INTO ord_freight_template (template_id, county_code, seller_code, name, basis, chilled_bps,"
                        + " hazardous_bps, state, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)",
                template.templateId(),
                template.countyCode(),
                template.sellerCode(),
                template.name(),
                template.basis(),
                template.chilledBps(),
                template.hazardousBps(),
                madeBy,
                template.madeAt());
        var rows = new ArrayList<Object[]>();
        for (FreightRule rule : template.rules()) {
            rows.add(new Object[] {
                template.templateId(),
                rows.size() + 1,
                template.countyCode(),
                rule.area(),
                rule.code(),
                rule.firstUnits(),
                rule.firstFen(),
                rule.moreUnits(),
                rule.moreFen(),
                rule.freeFromFen()
            });
        }
        sql.insertMany(
                "INSERT INTO ord_freight_rule (template_id, rule_no, county_code, area, area_code, first_units, first_fen,"
                        + " more_units, more_fen, free_from_fen)",
                rows);
    }

    /** What was in force for this owner is not any more. */
    void retireOthers(FreightTemplate template, String by, Instant at) {
        sql.change(
                "UPDATE ord_freight_template SET state = 'RETIRED', in_force = NULL, decided_by = ?, decided_at = ?"
                        + " WHERE in_force = ?",
                by,
                at,
                owner(template));
    }

    /** @return false when it is not in that state any more */
    boolean move(FreightTemplate template, State from, State to, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_freight_template SET state = ?, in_force = ?, decided_by = ?, decided_at = ?"
                                + " WHERE template_id = ? AND state = ?",
                        to,
                        to == State.ACTIVE ? owner(template) : null,
                        by,
                        at,
                        template.templateId(),
                        from)
                == 1;
    }

    Optional<FreightTemplate> find(String templateId) {
        return whole(sql.list(SELECT + " WHERE template_id = ?", TemplateTable::template, templateId)).stream()
                .findFirst();
    }

    /** @return who made it */
    Optional<String> maker(String templateId) {
        return sql.one(
                "SELECT made_by FROM ord_freight_template WHERE template_id = ?",
                row -> row.string("made_by"),
                templateId);
    }

    List<FreightTemplate> active(String countyCode) {
        return whole(sql.list(
                SELECT + " WHERE county_code = ? AND state = 'ACTIVE' ORDER BY template_id",
                TemplateTable::template,
                countyCode));
    }

    /** @return the newest first */
    List<FreightTemplate> ofCounty(String countyCode, @Nullable State state, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(List.of(countyCode, before == null ? "~" : before));
        if (state != null) {
            arguments.add(state);
        }
        arguments.add(limit);
        return whole(sql.list(
                SELECT + " WHERE county_code = ? AND template_id < ?" + (state == null ? "" : " AND state = ?")
                        + " ORDER BY template_id DESC LIMIT ?",
                TemplateTable::template,
                arguments.toArray()));
    }

    /** @return the newest first */
    List<FreightTemplate> ofSellers(Collection<String> sellerCodes, @Nullable String before, int limit) {
        if (sellerCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(sellerCodes);
        arguments.add(before == null ? "~" : before);
        arguments.add(limit);
        return whole(sql.list(
                SELECT + " WHERE seller_code IN (" + Sql.marks(sellerCodes.size())
                        + ") AND template_id < ? ORDER BY template_id DESC LIMIT ?",
                TemplateTable::template,
                arguments.toArray()));
    }

    private static String owner(FreightTemplate template) {
        return template.countyCode() + "/" + (template.sellerCode() == null ? "" : template.sellerCode());
    }

    private List<FreightTemplate> whole(List<FreightTemplate> bare) {
        if (bare.isEmpty()) {
            return List.of();
        }
        Map<String, List<FreightRule>> rules = new HashMap<>();
        sql.list(
                "SELECT template_id, area, area_code, first_units, first_fen, more_units, more_fen, free_from_fen FROM"
                        + " ord_freight_rule WHERE template_id IN (" + Sql.marks(bare.size())
                        + ") ORDER BY template_id, rule_no",
                row -> rules.computeIfAbsent(row.string("template_id"), _ -> new ArrayList<>())
                        .add(rule(row)),
                bare.stream().map(FreightTemplate::templateId).toArray());
        return bare.stream()
                .map(template -> template.with(rules.getOrDefault(template.templateId(), List.of())))
                .toList();
    }

    private static FreightRule rule(Row row) {
        return new FreightRule(
                row.constant("area", FreightRule.Area.class),
                row.string("area_code"),
                row.number("first_units"),
                row.number("first_fen"),
                row.number("more_units"),
                row.number("more_fen"),
                row.numberOrNull("free_from_fen"));
    }

    private static FreightTemplate template(Row row) {
        return new FreightTemplate(
                row.string("template_id"),
                row.string("county_code"),
                row.string("seller_code"),
                row.string("name"),
                row.constant("basis", Basis.class),
                row.integer("chilled_bps"),
                row.integer("hazardous_bps"),
                row.constant("state", State.class),
                List.of(),
                row.instant("made_at"));
    }
}
