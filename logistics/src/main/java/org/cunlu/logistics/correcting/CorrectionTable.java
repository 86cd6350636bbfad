package org.cunlu.logistics.correcting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.CorrectablePaper.Instead;
import org.cunlu.logistics.Node;

/** Corrections of papers, and what each says instead. */
@Singleton
class CorrectionTable {
    private final Sql sql;

    CorrectionTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a correction. */
    enum State {
        PROPOSED,
        POSTED,
        REJECTED
    }

    /** What is true of a line. @param lotCode null for the line's own, or for SKUs that are not tracked by lot */
    @Serdeable
    record Line(
            int lineNo,
            @Nullable String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            long good,
            long damaged) {
        Instead instead() {
            return new Instead(lineNo, lotCode, expiresOn, producedOn, good, damaged);
        }
    }

    /** @param actId the act that was wrong @param decidedBy null when nobody had to sign */
    @Serdeable
    record Correction(
            String correctionId,
            String countyCode,
            String nodeCode,
            String paperKind,
            String paperId,
            String actId,
            State state,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            List<Line> lines) {
        Correction with(List<Line> all) {
            return new Correction(
                    correctionId,
                    countyCode,
                    nodeCode,
                    paperKind,
                    paperId,
                    actId,
                    state,
                    reason,
                    proposedBy,
                    proposedAt,
                    decidedBy,
                    all);
        }
    }

    void insert(Correction correction) {
        sql.change(
                "INSERT INTO log_paper_correction (correction_id, county_code, node_code, paper_kind, paper_id, act_id,"
                        + " state, reason, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                correction.correctionId(),
                correction.countyCode(),
                correction.nodeCode(),
                correction.paperKind(),
                correction.paperId(),
                correction.actId(),
                correction.state(),
                correction.reason(),
                correction.proposedBy(),
                correction.proposedAt());
        var rows = new ArrayList<Object[]>();
        for (Line line : correction.lines()) {
            rows.add(new Object[] {
                correction.correctionId(),
                rows.size() + 1,
                correction.countyCode(),
                line.lineNo(),
                line.lotCode(),
                line.expiresOn(),
                line.producedOn(),
                line.good(),
                line.damaged()
            });
        }
        if (!rows.isEmpty()) {
            sql.insertMany(
                    "INSERT INTO log_paper_correction_line (correction_id, seq, county_code, line_no, lot_code,"
                            + " expires_on, produced_on, good, damaged)",
                    rows);
        }
    }

    /** @return whether a correction of this act stands or waits; asked while its paper is locked */
    boolean stands(String actId) {
        return sql.one(
                        "SELECT correction_id FROM log_paper_correction WHERE act_id = ? AND state <> 'REJECTED' LIMIT 1",
                        row -> row.string("correction_id"),
                        actId)
                .isPresent();
    }

    /** @return false when somebody has decided before */
    boolean decide(String correctionId, State to, String by, Instant at) {
        return sql.change(
                        "UPDATE log_paper_correction SET state = ?, decided_by = ?, decided_at = ?"
                                + " WHERE correction_id = ? AND state = 'PROPOSED'",
                        to,
                        by,
                        at,
                        correctionId)
                == 1;
    }

    Optional<Correction> find(String correctionId) {
        return sql.one(
                        "SELECT * FROM log_paper_correction WHERE correction_id = ?",
                        CorrectionTable::correction,
                        correctionId)
                .map(found -> withLines(List.of(found)).getFirst());
    }

    /** @return newest first */
    List<Correction> at(Node node, @Nullable State state, @Nullable String before, int limit) {
        String wanted = state == null ? null : state.name();
        return withLines(sql.list(
                "SELECT * FROM log_paper_correction WHERE node_code = ? AND (? IS NULL OR state = ?)"
                        + " AND correction_id < ? ORDER BY correction_id DESC LIMIT " + limit,
                CorrectionTable::correction,
                node.code(),
                wanted,
                wanted,
                before == null ? "~" : before));
    }

    private List<Correction> withLines(List<Correction> found) {
        var lines = lines(found.stream().map(Correction::correctionId).toList());
        return found.stream()
                .map(each -> each.with(lines.getOrDefault(each.correctionId(), List.of())))
                .toList();
    }

    private Map<String, List<Line>> lines(Collection<String> correctionIds) {
        return correctionIds.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT * FROM log_paper_correction_line WHERE correction_id IN ("
                                        + Sql.marks(correctionIds.size()) + ") ORDER BY correction_id, seq",
                                row -> Map.entry(row.string("correction_id"), line(row)),
                                correctionIds.toArray())
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Line line(Row row) {
        return new Line(
                row.integer("line_no"),
                row.string("lot_code"),
                row.date("expires_on"),
                row.date("produced_on"),
                row.number("good"),
                row.number("damaged"));
    }

    private static Correction correction(Row row) {
        return new Correction(
                row.string("correction_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("paper_kind"),
                row.string("paper_id"),
                row.string("act_id"),
                row.constant("state", State.class),
                row.string("reason"),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("decided_by"),
                List.of());
    }
}
