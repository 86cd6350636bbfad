package org.cunlu.orders.inputs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.dhatim.fastexcel.Workbook;

/** A ledger as a file. Text is text: no spreadsheet takes it for a formula. */
final class SalesFile {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private SalesFile() {}

    static HttpResponse<byte[]> csv(List<Sale> sales) {
        var text = new CsvText().line(Sale.HEADER);
        sales.forEach(sale -> text.line(sale.cells()));
        return file(text.toString().getBytes(StandardCharsets.UTF_8), "input-sales.csv");
    }

    static HttpResponse<byte[]> xlsx(List<Sale> sales) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Cunlu", "1.0")) {
            var sheet = workbook.newWorksheet("ledger");
            write(sheet, 0, Sale.HEADER);
            for (int i = 0; i < sales.size(); i++) {
                write(sheet, i + 1, sales.get(i).cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file(out.toByteArray(), "input-sales.xlsx");
    }

    private static void write(org.dhatim.fastexcel.Worksheet sheet, int row, List<?> cells) {
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
