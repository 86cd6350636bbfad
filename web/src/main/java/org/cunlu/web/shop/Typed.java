package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.web.Fields;

/** What people type into forms about their orders, as the use cases take it. */
final class Typed {
    private static final String WHOLE = "[0-9]{1,4}";
    private static final String YUAN = "[0-9]{1,7}(\\.[0-9]{1,2})?";
    private static final int FEN_DIGITS = 2;

    private Typed() {}

    /** @return what was posted, or nothing where it is longer than a form of ours can be */
    static Fields known(Map<String, String> posted) {
        try {
            return Fields.of(posted);
        } catch (ProblemException tooLong) {
            return Fields.NONE;
        }
    }

    /** @return 0 for what is no number */
    static int whole(Fields form, String field) {
        String typed = form.typed(field).strip();
        return typed.matches(WHOLE) ? Integer.parseInt(typed) : 0;
    }

    /** Of yuan. @return null for what was left empty @throws ProblemException 400 {@code amount-invalid} */
    static @Nullable Long fen(Fields form, String field) {
        String typed = form.typed(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        long fen = typed.matches(YUAN)
                ? new BigDecimal(typed).movePointRight(FEN_DIGITS).longValueExact()
                : 0;
        if (fen <= 0) {
            throw ProblemException.invalid(field, "amount-invalid", "金额请填大于 0 的数 · Fill in an amount above 0");
        }
        return fen;
    }

    /** Line ends as we keep them. @return null for nothing */
    static @Nullable String words(Fields form, String field) {
        String typed = form.typed(field).replace("\r\n", "\n").strip();
        return typed.isEmpty() ? null : typed;
    }

    /** @throws ProblemException 400 {@code words-missing} */
    static String wordsNeeded(Fields form, String field) {
        String typed = words(form, field);
        if (typed == null) {
            throw ProblemException.invalid(field, "words-missing", "请写几句说明 · Say something about it");
        }
        return typed;
    }

    /** @throws ProblemException 400 {@code kind-missing} */
    static Kind kind(Fields form) {
        return Stream.of(Kind.values())
                .filter(each -> each.name().equals(form.typed("kind")))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("kind", "kind-missing", "请选择要怎么处理 · Choose what you want"));
    }

    /** @throws ProblemException 400 {@code reason-missing} */
    static Reason reason(Fields form) {
        return Stream.of(Reason.values())
                .filter(each -> each.name().equals(form.typed("reason")))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("reason", "reason-missing", "请选择原因 · Choose why"));
    }
}
