package org.cunlu.kernel.bulk;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One row of a file whose fields are asked for by shape. A field that has not that shape is noted as a fault and answered
 * with null (0 for numbers), so that one pass tells all that is wrong with the row; take the values only when it is
 * {@link #good()}.
 */
public final class CheckedRow {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,32}");
    private static final int SHOWN_CHARS_MAX = 40;

    private final long line;
    private final Map<String, String> fields;
    private final List<RowFault> faults = new ArrayList<>();

    CheckedRow(long line, Map<String, String> fields) {
        this.line = line;
        this.fields = fields;
    }

    /** @return where the row starts in the file, the header being line 1 */
    public long line() {
        return line;
    }

    public boolean good() {
        return faults.isEmpty();
    }

    public List<RowFault> faults() {
        return List.copyOf(faults);
    }

    /** @param column null when the row as a whole is at fault */
    public void fault(@Nullable String column, String code, String message) {
        faults.add(new RowFault(line, column, code, message));
    }

    /** @return whether the field is there and not blank */
    public boolean filled(String column) {
        return !fields.getOrDefault(column, "").isEmpty();
    }

    /** @return a code, 1 to 32 of A-Z 0-9 . _ - */
    public @Nullable String code(String column) {
        String text = text(column);
        return text == null || codeShaped(column, text) ? text : null;
    }

    /** @return codes parted by blanks, none twice, at least one and at most {@code most} */
    public List<String> codes(String column, int most) {
        String text = text(column);
        if (text == null) {
            return List.of();
        }
        List<String> codes = Arrays.asList(text.split("\\s+"));
        if (codes.size() > most) {
            fault(column, "too-many", "最多 " + most + " 个 · At most " + most);
            return List.of();
        }
        if (codes.stream().distinct().count() != codes.size()) {
            fault(column, "code-twice", "同一代码出现两次 · A code stands twice");
            return List.of();
        }
        return codes.stream().allMatch(code -> codeShaped(column, code)) ? codes : List.of();
    }

    /** @return a name for people to read: at most {@code most} characters, neither control nor angle brackets among them */
    public @Nullable String name(String column, int most) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > most) {
            fault(column, "name-too-long", "最多 " + most + " 个字符 · At most " + most + " characters");
            return null;
        }
        if (!clean(text) || text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            fault(column, "name-invalid", "含有控制字符、乱码或尖括号 · Control characters, broken text or angle brackets in it");
            return null;
        }
        return text;
    }

    /** @return a whole number within the bounds, both included */
    public long whole(String column, long least, long most) {
        String text = text(column);
        if (text == null) {
            return 0;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
            fault(
                    column,
                    "out-of-range",
                    "应在 " + least + " 与 " + most + " 之间 · Must lie between " + least + " and " + most);
        } catch (NumberFormatException e) {
            fault(column, "number-invalid", "应为整数 · Must be a whole number: " + shown(text));
        }
        return 0;
    }

    /** @return one of the constants, by name */
    public <E extends Enum<E>> @Nullable E choice(String column, Class<E> type) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        String choices = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(" / "));
        fault(column, "choice-unknown", "应为 " + choices + " 之一 · Must be one of " + choices);
        return null;
    }

    /** @return true or false, as those words say it */
    public boolean flag(String column) {
        String text = text(column);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(column, "flag-invalid", "应为 true 或 false · Must be true or false");
        }
        return "true".equals(text);
    }

    /** @return the field as it stands without blanks around it; null, and a fault, when there is nothing */
    public @Nullable String text(String column) {
        if (!filled(column)) {
            fault(column, "required", "必填 · Must not be empty");
            return null;
        }
        return fields.get(column);
    }

    private boolean codeShaped(String column, String code) {
        boolean shaped = CODE.matcher(code).matches();
        if (!shaped) {
            fault(
                    column,
                    "code-invalid",
                    "代码应为 1 至 32 个 A-Z 0-9 . _ - · A code is 1 to 32 of A-Z 0-9 . _ - : " + shown(code));
        }
        return shaped;
    }

    /** @return whether people can read it: no control or format characters, no broken or unassigned ones */
    static boolean clean(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0xFFFD
                        || switch (Character.getType(c)) {
                            case Character.CONTROL,
                                    Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.PRIVATE_USE,
                                    Character.UNASSIGNED,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> true;
                            default -> false;
                        });
    }

    /** @return a piece of somebody's file that can stand in a message */
    static String shown(String text) {
        String start = text.codePoints()
                .limit(SHOWN_CHARS_MAX)
                .map(c -> clean(Character.toString(c)) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return start.length() < text.length() ? start + "…" : start;
    }
}
