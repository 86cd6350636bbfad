package org.cunlu.kernel.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A CSV file with a header line, read row by row, with or without a byte order mark. Whatever is in it, reading ends in a
 * {@link Reading}, never in an exception, so that who loads a file has one kind of answer to give.
 */
public final class CsvSheet {
    /** Longest row in characters. A file that has a longer one is not a table. */
    private static final int ROW_CHARS_MAX = 1 << 18;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> required;
    private final List<String> optional;
    private final int rowsMax;

    /**
     * @param required columns that the header must name, in any order
     * @param optional columns that it may name
     * @param rowsMax most data rows
     */
    public CsvSheet(List<String> required, List<String> optional, int rowsMax) {
        this.required = List.copyOf(required);
        this.optional = List.copyOf(optional);
        this.rowsMax = rowsMax;
    }

    /**
     * What was read.
     * @param rows data rows seen
     * @param faults what is wrong with the file as a whole, so that nothing of it can be trusted; empty when it is readable
     */
    public record Reading(long rows, List<RowFault> faults) {
        public Reading {
            faults = List.copyOf(faults);
        }

        public boolean readable() {
            return faults.isEmpty();
        }
    }

    /** @param eachRow gets every data row; one with too few or too many fields comes with that fault noted already */
    public Reading read(Reader csv, Consumer<CheckedRow> eachRow) {
        long rows = 0;
        try (var reader = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(ROW_CHARS_MAX)
                .ofCsvRecord(withoutMark(csv))) {
            var records = reader.iterator();
            if (!records.hasNext()) {
                return unreadable(0, fault(null, "file-empty", "文件是空的 · The file is empty"));
            }
            List<String> header = header(records.next());
            List<RowFault> faults = headerFaults(header);
            if (!faults.isEmpty()) {
                return new Reading(0, faults);
            }
            while (records.hasNext()) {
                if (++rows > rowsMax) {
                    return unreadable(
                            rows,
                            fault(
                                    null,
                                    "file-too-long",
                                    "超过 " + rowsMax + " 行,请分成几个文件 · More than " + rowsMax + " rows; split the file"));
                }
                eachRow.accept(row(header, records.next()));
            }
            return new Reading(rows, List.of());
        } catch (CsvParseException | CharacterCodingException e) {
            return unreadable(rows, notText());
        } catch (UncheckedIOException e) {
            return unreadable(rows, e.getCause() instanceof CharacterCodingException ? notText() : unread());
        } catch (IOException e) {
            return unreadable(rows, unread());
        }
    }

    /** Taken off before parsing: behind it, a quoted first field would not be seen as one. */
    private static Reader withoutMark(Reader csv) throws IOException {
        var pushback = new PushbackReader(csv);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    private static List<String> header(CsvRecord first) {
        return first.getFields().stream().map(String::strip).toList();
    }

    private List<RowFault> headerFaults(List<String> header) {
        if (header.stream().anyMatch(name -> !CheckedRow.clean(name))) {
            return List.of(notText());
        }
        var faults = new ArrayList<RowFault>();
        for (String name : required) {
            if (!header.contains(name)) {
                faults.add(fault(name, "column-missing", "缺少列 " + name + " · The header has no column " + name));
            }
        }
        var seen = new HashSet<String>();
        for (String name : header) {
            String shown = CheckedRow.shown(name);
            if (!required.contains(name) && !optional.contains(name)) {
                faults.add(fault(shown, "column-unknown", "不认识的列 " + shown + " · Unknown column " + shown));
            } else if (!seen.add(name)) {
                faults.add(fault(shown, "column-twice", "重复的列 " + shown + " · Column " + shown + " stands twice"));
            }
        }
        return faults;
    }

    private static CheckedRow row(List<String> header, CsvRecord record) {
        Map<String, String> fields = HashMap.newHashMap(header.size());
        int filled = Math.min(header.size(), record.getFieldCount());
        for (int i = 0; i < filled; i++) {
            fields.put(header.get(i), record.getField(i).strip());
        }
        var row = new CheckedRow(record.getStartingLineNumber(), fields);
        if (record.getFieldCount() != header.size()) {
            row.fault(
                    null,
                    "field-count",
                    "应有 " + header.size() + " 个字段,实有 " + record.getFieldCount() + " 个 · " + header.size()
                            + " fields expected, " + record.getFieldCount() + " found");
        }
        return row;
    }

    private static Reading unreadable(long rows, RowFault fault) {
        return new Reading(rows, List.of(fault));
    }

    private static RowFault notText() {
        return fault(
                null,
                "file-not-text",
                "不是 UTF-8 编码的 CSV 表格,请另存为“CSV UTF-8” · Not a CSV table in UTF-8; save it as \"CSV UTF-8\"");
    }

    private static RowFault unread() {
        return fault(null, "file-unreadable", "文件读不出来 · The file cannot be read");
    }

    private static RowFault fault(String column, String code, String message) {
        return new RowFault(1, column, code, message);
    }
}
