package org.cunlu.web.office;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierDesk;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.WaybillRule;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** The form of a carrier: read, and the rows of words that it shows. */
public final class CarrierForm {
    /** Rows for words that nobody has sent yet. */
    private static final int EMPTY_ROWS = 3;
    /** Of words that wait, as many as one looks through; the others follow when these are explained. */
    private static final int WAITING_MAX = 50;

    private CarrierForm() {}

    /**
     * A word and what it means.
     * @param meaning name of a {@link CarrierWord}; empty for none
     * @param times how often it came without a meaning; 0 for what has one
     */
    public record Row(String word, String meaning, long times) {}

    /** @return what waits first, then what is explained, then empty ones */
    static List<Row> rows(@Nullable Carrier carrier, List<CarrierDesk.Unmapped> unmapped) {
        var rows = new ArrayList<Row>();
        unmapped.stream().limit(WAITING_MAX).forEach(each -> rows.add(new Row(each.word(), "", each.times())));
        if (carrier != null) {
            new TreeMap<>(carrier.words()).forEach((word, meaning) -> rows.add(new Row(word, meaning.name(), 0)));
        }
        for (int i = 0; i < EMPTY_ROWS; i++) {
            rows.add(new Row("", "", 0));
        }
        return rows;
    }

    /** @return what a carrier may be understood to mean */
    public static List<CarrierWord> meanings() {
        return Stream.of(CarrierWord.values()).filter(CarrierWord::told).toList();
    }

    /** @throws ProblemException 400 with the field that is to blame */
    static Carrier read(Fields form, String code) {
        if (!code.matches(CarrierDesk.CODE)) {
            throw ProblemException.invalid("carrier", "malformed", "编码为 1 到 16 位大写字母、数字或下划线 · 1 to 16 of A-Z 0-9 _");
        }
        String place = form.typed("place").strip();
        return new Carrier(
                code,
                text(form, "name"),
                Typed.choice(form, "rule", WaybillRule.class),
                length(form, "min"),
                length(form, "max"),
                !form.typed("digits").isEmpty(),
                new Carrier.Columns(
                        text(form, "waybill"),
                        text(form, "status"),
                        text(form, "at"),
                        place.isEmpty() ? null : text(form, "place"),
                        text(form, "format")),
                words(form),
                (int) Typed.number(form, "version"));
    }

    private static int length(Fields form, String name) {
        long length = Typed.number(form, name);
        if (length < CarrierDesk.WAYBILL_MIN || length > CarrierDesk.WAYBILL_MAX) {
            throw ProblemException.invalid(name, "out-of-range", "运单长度为 4 到 40 · A waybill has 4 to 40 characters");
        }
        return (int) length;
    }

    /** What has no meaning is left out: it is refused or shown as it comes. */
    private static Map<String, CarrierWord> words(Fields form) {
        var words = new HashMap<String, CarrierWord>();
        for (int i = 0; form.all().containsKey("word-" + i); i++) {
            boolean empty = form.typed("word-" + i).isBlank();
            if (!empty && !form.typed("meaning-" + i).isEmpty()) {
                CarrierWord before =
                        words.put(text(form, "word-" + i), Typed.choice(form, "meaning-" + i, CarrierWord.class));
                if (before != null) {
                    throw ProblemException.invalid("word-" + i, "word-twice", "同一个词填了两次 · A word stands there twice");
                }
            }
        }
        if (words.size() > CarrierDesk.WORDS_MAX) {
            throw ProblemException.invalid("word-0", "too-many", "词太多，最多 500 个 · Too many words, 500 at most");
        }
        return words;
    }

    private static String text(Fields form, String name) {
        String text = form.typed(name).strip();
        if (text.isEmpty() || text.length() > CarrierDesk.NAME_MAX || !text.matches(CarrierDesk.TEXT)) {
            throw ProblemException.invalid(
                    name, "malformed", "请填写 1 到 40 个字，不含尖括号 · 1 to 40 characters without angle brackets");
        }
        return text;
    }
}
