package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.cunlu.accounts.Consents;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CounterOrders.Consent;
import org.cunlu.orders.CounterOrders.Opening;
import org.cunlu.web.Fields;

/** Reads whom a keeper orders for, and how he agreed. */
@Singleton
class OpeningForm {
    private static final Map<String, String> NAMES = Map.of(
            "name", "姓名 · name",
            "phone", "手机号 · mobile number",
            "villageCode", "村 · village",
            "birthDate", "出生日期 · date of birth",
            "way", "同意方式 · how he agreed",
            "on", "同意日期 · day on which he agreed",
            "reference", "凭证在哪里 · where the proof lies");

    private final Validator validator;

    OpeningForm(Validator validator) {
        this.validator = validator;
    }

    /** @throws ProblemException 400 {@code invalid} with the field that is to blame */
    Opening read(Spot post, Fields form) {
        var consent = new Consent(
                way(form.typed("way")),
                date(form.typed("on")),
                form.typed("reference").strip());
        var opening = new Opening(
                post.code(),
                form.typed("name").strip(),
                form.typed("phone").strip(),
                form.optional("villageCode"),
                date(form.typed("birthDate")),
                consent);
        validator.validate(opening).stream().findFirst().ifPresent(wrong -> {
            String path = wrong.getPropertyPath().toString();
            String field = path.substring(path.lastIndexOf('.') + 1);
            String[] named = NAMES.getOrDefault(field, field + " · " + field).split(" · ");
            throw ProblemException.invalid(field, "invalid", "请检查" + named[0] + " · Look at the " + named[1]);
        });
        return opening;
    }

    private static Consents.@Nullable Way way(String typed) {
        return switch (typed) {
            case "PAPER" -> Consents.Way.PAPER;
            case "VOICE" -> Consents.Way.VOICE;
            default -> null;
        };
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }
}
