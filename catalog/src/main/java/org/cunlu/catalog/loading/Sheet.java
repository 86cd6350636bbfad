package org.cunlu.catalog.loading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.cunlu.kernel.problem.ProblemException;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads and writes Excel workbooks (xlsx) as the tables that they are: their first sheet, cell by cell as text. */
final class Sheet {
    /** What a workbook of 10 MB may unfold to; beyond it somebody means harm. */
    private static final long UNFOLDED_MAX = 150L * 1024 * 1024;

    private static final int COLUMNS_MAX = 200;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private Sheet() {}

    /**
     * @param file a workbook or CSV, told by its first bytes
     * @return as CSV
     * @throws ProblemException {@code file-unreadable}
     */
    static String csv(byte[] file) {
        if (file.length < ZIP.length || !java.util.Arrays.equals(file, 0, ZIP.length, ZIP, 0, ZIP.length)) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(file))
                        .toString();
            } catch (CharacterCodingException _) {
                throw unreadable();
            }
        }
        try {
            requireSmall(file);
            return workbook(file);
        } catch (IOException | RuntimeException e) {
            throw e instanceof ProblemException refusal ? refusal : unreadable();
        }
    }

    /** Counted while it unfolds, for what a file says of its own size need not be true. */
    private static void requireSmall(byte[] file) throws IOException {
        long unfolded = 0;
        var buffer = new byte[1 << 16];
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var in = zip.getInputStream(entry)) {
                    unfolded = counted(in, buffer, unfolded);
                }
            }
        }
    }

    private static long counted(InputStream in, byte[] buffer, long before) throws IOException {
        long unfolded = before;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            unfolded += read;
            if (unfolded > UNFOLDED_MAX) {
                throw unreadable();
            }
        }
        return unfolded;
    }

    private static String workbook(byte[] file) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                var rows = workbook.getFirstSheet().openStream()) {
            var lines = new StringBuilder();
            var width = new int[] {0};
            rows.forEach(row -> {
                if (width[0] == 0) {
                    width[0] = Math.min(row.getCellCount(), COLUMNS_MAX);
                }
                lines.append(line(row, width[0])).append('\n');
            });
            return lines.toString();
        }
    }

    private static String line(Row row, int width) {
        return IntStream.range(0, Math.max(width, Math.min(row.getCellCount(), COLUMNS_MAX)))
                .mapToObj(column -> row.getOptionalCell(column).map(Sheet::text).orElse(""))
                .map(text -> '"' + text.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }

    /** A number as it stands in the file: whole ones have no point. What a formula came to is its value, the formula is not asked for. */
    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> cell.asNumber().stripTrailingZeros().toPlainString();
            case BOOLEAN -> cell.asBoolean().toString();
            case EMPTY -> "";
            case STRING -> cell.asString();
            case FORMULA, ERROR -> String.valueOf(cell.getRawValue());
        };
    }

    /** Texts are written as texts, never as formulas. */
    static byte[] workbook(List<List<Object>> lines) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Cunlu", "1.0")) {
            var sheet = workbook.newWorksheet("catalog");
            for (int row = 0; row < lines.size(); row++) {
                for (int column = 0; column < lines.get(row).size(); column++) {
                    Object value = lines.get(row).get(column);
                    if (value instanceof Number number) {
                        sheet.value(row, column, number);
                    } else if (value != null) {
                        sheet.value(row, column, value.toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ProblemException unreadable() {
        return ProblemException.invalid(
                "file", "file-unreadable", "不是 UTF-8 的 CSV，也不是可读的 xlsx · Neither CSV in UTF-8 nor a readable xlsx");
    }
}
