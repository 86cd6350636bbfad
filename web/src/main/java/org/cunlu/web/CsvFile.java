package org.cunlu.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;

/**
 * A table of a page as a file for a spreadsheet: the browser's sign-in counts for pages, not for the API.
 * @param name of the file, without its ending
 */
public record CsvFile(String name, String text) {
    public static final String CSV = "text/csv;charset=utf-8";

    public static HttpResponse<String> of(String name, List<String> header, List<? extends List<?>> rows) {
        var text = new CsvText().line(header);
        rows.forEach(text::line);
        return new CsvFile(name, text.toString()).answer();
    }

    private HttpResponse<String> answer() {
        return HttpResponse.ok(text)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
