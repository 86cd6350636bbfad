package org.cunlu.logistics.reservefees;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.bulk.CsvText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Statements as files for the finance and grain authorities. Text is text: no spreadsheet takes it for a formula. */
final class StatementFile {
    static final String CSV = "text/csv;charset=utf-8";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static final List<String> HEADER = List.of(
            "statement",
            "version",
            "state",
            "corrects",
            "level",
            "holding",
            "holder",
            "from",
            "until",
            "interest_fen",
            "storage_fen",
            "spread_fen",
            "clawback_fen",
            "net_fen",
            "before_fen",
            "reviewed_by",
            "approved_by",
            "inputs_sha256");
    private static final List<String> LINES = List.of(
            "contract",
            "programme",
            "commodity",
            "node",
            "target_grams",
            "fee_fen_tonne_year",
            "fee_year_days",
            "spread_fen_tonne",
            "rate_code",
            "rate_version",
            "rule_source",
            "clawback_fen");
    private static final List<String> TESTS = List.of("contract", "test", "on", "needed_grams", "had_grams", "passed");

    private StatementFile() {}

    static List<?> cells(Statement each) {
        var cells = new ArrayList<Object>();
        cells.addAll(List.of(each.statementId(), each.version(), each.state()));
        cells.add(each.corrects());
        cells.addAll(List.of(each.levelCode(), each.holdingCode(), each.holderName(), each.from(), each.until()));
        cells.addAll(List.of(
                each.interestFen(),
                each.storageFen(),
                each.spreadFen(),
                each.clawbackFen(),
                each.netFen(),
                each.beforeFen()));
        cells.add(each.reviewedBy());
        cells.add(each.approvedBy());
        cells.add(each.inputs());
        return cells;
    }

    static HttpResponse<byte[]> csv(String name, List<String> header, List<? extends List<?>> rows) {
        var text = new CsvText().line(header);
        rows.forEach(text::line);
        return file(text.toString().getBytes(StandardCharsets.UTF_8), name + ".csv");
    }

    static HttpResponse<byte[]> xlsx(Statement statement, List<StatementLine> lines, List<DayByDay.Day> days) {
        var sheets = new LinkedHashMap<String, List<List<?>>>();
        sheets.put("statement", List.of(HEADER, cells(statement)));
        var ofLines = new ArrayList<List<?>>(List.of(LINES));
        var ofTests = new ArrayList<List<?>>(List.of(TESTS));
        for (StatementLine line : lines) {
            ofLines.add(cells(line));
            line.tests()
                    .forEach(test -> ofTests.add(List.of(
                            line.contractId(),
                            test.kind(),
                            test.on(),
                            test.neededGrams(),
                            test.hadGrams(),
                            test.passed())));
        }
        var ofDays = new ArrayList<List<?>>(List.of(DayByDay.Day.HEADER));
        days.forEach(day -> ofDays.add(day.cells()));
        sheets.put("contracts", ofLines);
        sheets.put("tests", ofTests);
        sheets.put("days", ofDays);
        return file(workbook(sheets), "reserve-statement-" + statement.statementId() + ".xlsx");
    }

    static HttpResponse<byte[]> xlsx(String name, List<String> header, List<? extends List<?>> rows) {
        var all = new ArrayList<List<?>>(List.of(header));
        all.addAll(rows);
        return file(workbook(Map.of("statements", all)), name + ".xlsx");
    }

    private static List<?> cells(StatementLine line) {
        var cells = new ArrayList<Object>(List.of(
                line.contractId(),
                line.programme(),
                line.commodity(),
                line.nodeCode(),
                line.targetGrams(),
                line.feeFenPerTonneYear(),
                line.feeYearDays()));
        cells.add(line.spreadFenPerTonne());
        cells.addAll(List.of(line.rateCode(), line.rateVersion(), line.ruleSource(), line.clawbackFen()));
        return cells;
    }

    private static byte[] workbook(Map<String, List<List<?>>> sheets) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Cunlu", "1.0")) {
            for (var sheet : sheets.entrySet()) {
                Worksheet page = workbook.newWorksheet(sheet.getKey());
                for (int row = 0; row < sheet.getValue().size(); row++) {
                    write(page, row, sheet.getValue().get(row));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Worksheet sheet, int row, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            switch (cells.get(i)) {
                case null -> {}
                case Number number -> sheet.value(row, i, number);
                case Object other -> sheet.value(row, i, other.toString());
            }
        }
    }

    private static HttpResponse<byte[]> file(byte[] bytes, String name) {
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
