package org.cunlu.catalog.loading;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;

/** Lines as a file to be kept, not shown. In neither kind does text become a formula. */
final class TableFile {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private TableFile() {}

    static HttpResponse<byte[]> csv(List<List<Object>> lines, String name) {
        return kept(csv(lines), name);
    }

    static byte[] csv(List<List<Object>> lines) {
        var text = new CsvText();
        lines.forEach(text::line);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static HttpResponse<byte[]> xlsx(List<List<Object>> lines, String name) {
        return kept(Sheet.workbook(lines), name);
    }

    static HttpResponse<byte[]> kept(byte[] bytes, String name) {
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
