package org.cunlu.catalog.goods;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.ProductType.Attribute;
import org.cunlu.catalog.ProductType.Level;
import org.cunlu.kernel.text.PlainText;

/** Checks values against what the type declares. */
final class AttributeRules {
    private static final int TEXT_MAX = 200;
    private static final String NUMBER = "-?\\d{1,8}(\\.\\d{1,4})?";

    private final List<Attribute> declared;
    private final SheetFaults faults;

    AttributeRules(List<Attribute> declared, SheetFaults faults) {
        this.declared = declared;
        this.faults = faults;
    }

    /** @param field where the values stand in the sheet */
    void check(Map<String, String> values, Level level, String field) {
        var unknown = new HashSet<>(values.keySet());
        for (Attribute each : declared) {
            if (each.level() != level) {
                continue;
            }
            unknown.remove(each.code());
            String value = values.get(each.code());
            String at = field + "." + each.code();
            if (value == null) {
                faults.unless(!each.required(), at, "attribute-missing", "必填：" + each.name() + " · Required");
            } else {
                value(each, value, at);
            }
        }
        for (String code : unknown) {
            faults.unless(
                    false,
                    field + "." + code,
                    "attribute-unknown",
                    "该类型没有此属性 · The type declares no such attribute there");
        }
    }

    private void value(Attribute attribute, String value, String at) {
        switch (attribute.kind()) {
            case TEXT ->
                faults.unless(
                        PlainText.name(value, TEXT_MAX), at, "attribute-invalid", "应为 200 字以内的文字 · Not plain text");
            case NUMBER -> number(attribute, value, at);
            case CHOICE ->
                faults.unless(
                        attribute.choices().stream()
                                .anyMatch(choice -> choice.code().equals(value)),
                        at,
                        "attribute-invalid",
                        "不在可选范围 · None of the choices");
            case DATE -> faults.unless(date(value), at, "attribute-invalid", "日期应为 yyyy-MM-dd · Not a date");
            case FLAG ->
                faults.unless(
                        value.equals("true") || value.equals("false"),
                        at,
                        "attribute-invalid",
                        "应为 true 或 false · Neither true nor false");
        }
    }

    /** The unit is declared; a value that brings one along is of another mind. */
    private void number(Attribute attribute, String value, String at) {
        if (value.matches(NUMBER)) {
            return;
        }
        boolean united = value.matches(NUMBER + "\\s*\\D.*");
        String unit = attribute.unit() == null ? "无 none" : attribute.unit();
        faults.unless(
                false,
                at,
                united ? "unit-wrong" : "attribute-invalid",
                united ? "只填数字，单位为 " + unit + " · The number alone; its unit is " + unit : "不是数字，或位数过多 · Not a number");
    }

    private static boolean date(String value) {
        try {
            return value.length() == 10 && LocalDate.parse(value) != null;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
