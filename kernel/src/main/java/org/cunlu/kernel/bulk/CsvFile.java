package org.cunlu.kernel.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.text.PlainText;

/**
 * A CSV file with a header, read row by row: what is wrong with one row is kept in {@link #faults()} and the next row is
 * read. Comma separated, UTF-8 (a byte order mark is skipped), fields in double quotes where they hold commas.
 */
public final class CsvFile {
    /** More rows than the villages of the largest province times ten are a mistake, not a county. */
    private static final int ROWS_MAX = 1_000_000;

    /** A file that has a longer row is not a table. */
    private static final int ROW_CHARS_MAX = 1 << 18;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Faults faults = new Faults();
    private final List<CsvRow> rows = new ArrayList<>();

    private CsvFile() {}

    /** A row as it stands in a file. */
    public record Picked(long line, List<String> fields) {
        public Picked {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param required columns that must stand in the header
     * @param optional columns that may; any other is a fault, for it is likely a misspelt one
     */
    public static CsvFile read(Reader csv, Set<String> required, Set<String> optional) {
        return read(csv, required, optional, false, ROWS_MAX);
    }

    /** @param rowsMax one more is the fault {@code too-many-rows}, and what stands behind it is not read */
    public static CsvFile read(Reader csv, Set<String> required, Set<String> optional, int rowsMax) {
        return read(csv, required, optional, false, rowsMax);
    }

    /** As {@link #read}, of a file that others made for themselves: columns that nobody asks for are passed over. */
    public static CsvFile readOthers(Reader csv, Set<String> required, Set<String> optional) {
        return read(csv, required, optional, true, ROWS_MAX);
    }

    private static CsvFile read(Reader csv, Set<String> required, Set<String> optional, boolean others, int rowsMax) {
        var file = new CsvFile();
        // Rows of another length are counted here, with their line, and not refused with the whole file.
        try (var reader = CsvReader.builder()
                .allowUnclosedQuote(false)
                .maxBufferSize(ROW_CHARS_MAX)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(withoutMark(csv))) {
            file.take(reader, required, optional, others, rowsMax);
        } catch (CsvParseException e) {
            file.stop("csv-malformed", "从此行起无法读取（引号未闭合？）· Cannot be read from here on (open quote?)");
        } catch (IOException | UncheckedIOException e) {
            // A decoder that reports what is not UTF-8 ends here too, wrapped or not by the reader's iterator.
            file.stop("file-unreadable", "从此行起不是 UTF-8 文本或读不出来 · Not UTF-8 text, or not readable, from here on");
        }
        return file;
    }

    /**
     * Some rows of a file as they stand in it, below its header, so that they can be put right and sent again.
     * @param lines where the rows begin, the header being 1
     * @return as far as it can be read; empty where not even the header can
     */
    public static List<Picked> picked(Reader csv, Set<Long> lines) {
        var picked = new ArrayList<Picked>();
        try (var reader = CsvReader.builder()
                .allowUnclosedQuote(false)
                .maxBufferSize(ROW_CHARS_MAX)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(withoutMark(csv))) {
            for (CsvRecord each : reader) {
                if (picked.isEmpty() || lines.contains(each.getStartingLineNumber())) {
                    picked.add(new Picked(each.getStartingLineNumber(), each.getFields()));
                }
            }
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            // What stands behind cannot be told apart; the report names the line.
            return picked;
        }
        return picked;
    }

    /** @return the rows that could be read, faulty cells included */
    public List<CsvRow> rows() {
        return rows;
    }

    /** @return what is wrong so far; checks add to it */
    public Faults faults() {
        return faults;
    }

    /** Taken off before parsing: behind it, a first field in quotes would not be seen as one. */
    private static Reader withoutMark(Reader csv) throws IOException {
        var pushback = new PushbackReader(csv);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    private void stop(String code, String message) {
        faults.add(rows.isEmpty() ? 1 : rows.getLast().line() + 1, null, code, message);
    }

    private void take(
            CsvReader<CsvRecord> reader, Set<String> required, Set<String> optional, boolean others, int rowsMax) {
        int width = 0;
        int read = 0;
        Map<String, Integer> columns = null;
        for (CsvRecord each : reader) {
            long line = each.getStartingLineNumber();
            if (columns == null) {
                columns = header(each, required, optional, others);
                width = each.getFieldCount();
                if (!faults.none()) {
                    return;
                }
            } else if (read++ == rowsMax) {
                faults.add(line, null, "too-many-rows", "行数过多，请分文件导入 · Too many rows, split the file");
                return;
            } else if (each.getFieldCount() != width) {
                String counts = each.getFieldCount() + " ≠ " + width;
                faults.add(line, null, "field-count", "列数与表头不符 · Not as many fields as the header: " + counts);
            } else {
                rows.add(new CsvRow(line, columns, sharing(each.getFields()), faults));
            }
        }
        if (columns == null) {
            faults.add(1, null, "file-empty", "文件为空 · The file is empty");
        }
    }

    /** Rows that lie together say much the same: what repeats the row above is kept once. */
    private List<String> sharing(List<String> fields) {
        if (rows.isEmpty()) {
            return fields;
        }
        var shared = new ArrayList<String>(fields.size());
        for (int column = 0; column < fields.size(); column++) {
            String above = rows.getLast().field(column);
            shared.add(fields.get(column).equals(above) ? above : fields.get(column));
        }
        return shared;
    }

    private Map<String, Integer> header(CsvRecord record, Set<String> required, Set<String> optional, boolean others) {
        var columns = new HashMap<String, Integer>();
        if (!record.getFields().stream().allMatch(PlainText::readable)) {
            faults.add(1, null, "file-not-text", "不是 UTF-8 编码的 CSV 表格 · Not a CSV table in UTF-8");
            return columns;
        }
        for (int i = 0; i < record.getFieldCount(); i++) {
            String name = record.getField(i).strip();
            boolean asked = required.contains(name) || optional.contains(name);
            if (!asked && others) {
                continue;
            }
            if (!asked) {
                faults.add(1, name, "column-unknown", "未知的列 · Unknown column: " + name);
            } else if (columns.put(name, i) != null) {
                faults.add(1, name, "column-twice", "列名重复 · Column named twice: " + name);
            }
        }
        var missing = new LinkedHashSet<>(required);
        missing.removeAll(columns.keySet());
        missing.forEach(name -> faults.add(1, name, "column-missing", "缺少列 · Missing column: " + name));
        return columns;
    }
}
