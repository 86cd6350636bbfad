package org.cunlu.kernel.bulk;

import java.util.List;

/**
 * Writes CSV that people open in a spreadsheet: comma separated, UTF-8 with a byte order mark, lines end in CR LF. Text that
 * a spreadsheet would take for a formula gets an apostrophe before it.
 */
public final class CsvText {
    /** What a spreadsheet needs to know UTF-8 by. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);

    /** @param cells numbers, texts and whatever else by its text; null for an empty cell */
    public CsvText line(List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
        return this;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String shown = value.toString();
        if (!(value instanceof Number) && !shown.isEmpty() && FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0) {
            shown = "'" + shown;
        }
        boolean plain = shown.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
