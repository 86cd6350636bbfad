package org.cunlu.kernel.bulk;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.text.PlainText;

/**
 * One data row. Each reader of a cell answers with the value, or notes a fault and answers with null (numbers: with the
 * lowest value allowed), so that all that is wrong with a row is told at once; ask {@link #bad()} before use.
 */
public final class CsvRow {
    private static final int SHOWN_MAX = 40;

    private final long line;
    private final Map<String, Integer> columns;
    private final List<String> fields;
    private final Faults faults;

    CsvRow(long line, Map<String, Integer> columns, List<String> fields, Faults faults) {
        this.line = line;
        this.columns = columns;
        this.fields = fields;
        this.faults = faults;
    }

    /** @return line of the file where the row begins, the header being 1 */
    public long line() {
        return line;
    }

    /** @return whether something was found wrong with this row */
    public boolean bad() {
        return faults.on(line);
    }

    String field(int column) {
        return fields.get(column);
    }

    public void fault(String column, String code, String message) {
        faults.add(line, column, code, message);
    }

    /** @return the cell without blanks around it; empty when it is blank or the file has no such column */
    public Optional<String> cell(String column) {
        Integer index = columns.get(column);
        return index == null
                ? Optional.empty()
                : Optional.of(fields.get(index).strip()).filter(text -> !text.isEmpty());
    }

    /** @param lengthMax characters */
    public String text(String column, int lengthMax) {
        return checkedText(column, lengthMax, required(column));
    }

    /** @return null when blank */
    public String textOrNull(String column, int lengthMax) {
        return checkedText(column, lengthMax, cell(column).orElse(null));
    }

    /** A name that pages show: text without angle brackets. @param lengthMax characters */
    public String name(String column, int lengthMax) {
        return plain(column, text(column, lengthMax));
    }

    /** @return null when blank */
    public String nameOrNull(String column, int lengthMax) {
        return plain(column, textOrNull(column, lengthMax));
    }

    /** Codes with blanks between, none twice. @param countMax most of them; at least one is required */
    public List<String> codes(String column, int countMax) {
        String text = required(column);
        List<String> codes = text == null ? List.of() : List.of(text.split("\\s+"));
        if (codes.size() > countMax) {
            fault(column, "too-many", "过多，最多 " + countMax + " 个 · More than " + countMax);
        } else if (codes.size() != codes.stream().distinct().count()) {
            fault(column, "code-twice", "同一编码出现两次 · A code stands twice");
        } else {
            codes.forEach(code -> checkedCode(column, code));
        }
        return codes;
    }

    /** A code: 1 to 32 of A-Z 0-9 . _ - */
    public String code(String column) {
        return checkedCode(column, required(column));
    }

    /** @return null when blank */
    public String codeOrNull(String column) {
        return checkedCode(column, cell(column).orElse(null));
    }

    /** A whole number within both limits. */
    public long number(String column, long min, long max) {
        String text = required(column);
        if (text == null) {
            return min;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
            fault(column, "out-of-range", "超出范围 · Not within " + min + " to " + max + ": " + shown(text));
        } catch (NumberFormatException _) {
            fault(column, "not-a-number", "不是整数 · Not a whole number: " + shown(text));
        }
        return min;
    }

    /** As {@link #number}, with a value for a blank cell. */
    public long numberOr(String column, long min, long max, long blank) {
        return cell(column).isEmpty() ? blank : number(column, min, max);
    }

    /** A plain decimal number within both limits, at most {@code scale} digits behind the point. */
    public BigDecimal decimal(String column, BigDecimal min, BigDecimal max, int scale) {
        String text = required(column);
        if (text == null) {
            return null;
        }
        if (!text.matches("-?\\d{1,15}(\\.\\d{1," + scale + "})?")) {
            fault(column, "not-a-number", "不是数字，或小数位过多 · Not a number, or too many digits: " + shown(text));
            return null;
        }
        var value = new BigDecimal(text);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            fault(column, "out-of-range", "超出范围 · Not within " + min + " to " + max + ": " + shown(text));
            return null;
        }
        return value;
    }

    /** @return null when blank */
    public LocalDate dateOrNull(String column) {
        String text = cell(column).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            fault(column, "not-a-date", "日期应为 yyyy-MM-dd · Dates are written yyyy-MM-dd: " + shown(text));
            return null;
        }
    }

    /** {@code true} or {@code false}; blank is false. */
    public boolean flag(String column) {
        String text = cell(column).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            fault(column, "not-a-flag", "应为 true 或 false · Neither true nor false: " + shown(text));
        }
        return text.equals("true");
    }

    /** One of an enum's names. */
    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        String text = required(column);
        if (text == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        fault(column, "not-allowed", "取值不允许 · Not one of " + names + ": " + shown(text));
        return null;
    }

    private String required(String column) {
        Optional<String> cell = cell(column);
        if (cell.isEmpty()) {
            fault(column, "blank", "不能为空 · Must not be blank");
        }
        return cell.orElse(null);
    }

    private String checkedText(String column, int lengthMax, String text) {
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > lengthMax) {
            fault(column, "too-long", "过长，最多 " + lengthMax + " 字 · Longer than " + lengthMax + " characters");
            return null;
        }
        if (!PlainText.readable(text)) {
            fault(column, "not-text", "含无法识别的字符，请存为 UTF-8 · Unreadable characters, save the file as UTF-8");
            return null;
        }
        return text;
    }

    private String plain(String column, String text) {
        if (text != null && (text.indexOf('<') >= 0 || text.indexOf('>') >= 0)) {
            fault(column, "not-plain", "名称不得含尖括号 · No angle brackets in a name");
            return null;
        }
        return text;
    }

    private String checkedCode(String column, String text) {
        if (text != null && !text.matches("[A-Z0-9._-]{1,32}")) {
            fault(column, "code-invalid", "编码应为 1–32 位 A-Z 0-9 . _ - · Not 1 to 32 of A-Z 0-9 . _ -: " + shown(text));
            return null;
        }
        return text;
    }

    private static String shown(String text) {
        String start = text.codePoints()
                .limit(SHOWN_MAX)
                .map(c -> PlainText.readable(Character.toString(c)) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return start.length() < text.length() ? start + "…" : start;
    }
}
