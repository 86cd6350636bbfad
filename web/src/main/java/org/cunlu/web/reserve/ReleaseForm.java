package org.cunlu.web.reserve;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Releases;
import org.cunlu.web.Fields;

/** What the form of a release brings. Its rows are {@code sku1}, {@code pieces1} …, its places {@code people.CODE}. */
final class ReleaseForm {
    static final int ROWS = 3;
    private static final String PEOPLE = "people.";
    private static final int DIGITS_MAX = 12;

    private ReleaseForm() {}

    /** @throws ProblemException 400 {@code malformed} for what is no number or no moment */
    static Releases.Draft draft(Fields form) {
        return new Releases.Draft(
                form.typed("level"),
                "yes".equals(form.typed("drill")),
                form.typed("trigger").strip(),
                form.typed("use").strip(),
                form.typed("transport").strip(),
                moment(form),
                form.typed("sharing"),
                form.typed("givingWay"),
                parts(form),
                places(form));
    }

    private static java.time.Instant moment(Fields form) {
        try {
            return LocalDateTime.parse(form.typed("validUntil"))
                    .atZone(CountyTime.ZONE)
                    .toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("validUntil", "malformed", "请填写有效期限 · Say until when it may be approved");
        }
    }

    private static List<Releases.Part> parts(Fields form) {
        var parts = new ArrayList<Releases.Part>();
        for (int row = 1; row <= ROWS; row++) {
            if (!form.typed("sku" + row).isEmpty()) {
                parts.add(new Releases.Part(
                        form.typed("sku" + row),
                        number(form, "pieces" + row),
                        number(form, "need" + row),
                        form.typed("price" + row).isEmpty() ? 0 : number(form, "price" + row)));
            }
        }
        if (parts.isEmpty()) {
            throw ProblemException.invalid("sku1", "nothing-chosen", "请至少选一种物资 · Choose at least one kind of goods");
        }
        return parts;
    }

    private static List<Releases.For> places(Fields form) {
        var places = new ArrayList<Releases.For>();
        for (Map.Entry<String, String> each : new TreeMap<>(form.all()).entrySet()) {
            if (each.getKey().startsWith(PEOPLE) && !each.getValue().isBlank()) {
                places.add(new Releases.For(each.getKey().substring(PEOPLE.length()), (int)
                        Math.min(Integer.MAX_VALUE, number(form, each.getKey()))));
            }
        }
        if (places.isEmpty()) {
            throw ProblemException.invalid(
                    "places", "no-place", "请至少给一个村站填写人数 · Say how many people at one village at least");
        }
        return places;
    }

    private static long number(Fields form, String name) {
        String typed = form.typed(name).strip();
        if (typed.isEmpty() || typed.length() > DIGITS_MAX || !typed.chars().allMatch(Character::isDigit)) {
            throw ProblemException.invalid(name, "malformed", "请填写数字 · A number is needed here");
        }
        return Long.parseLong(typed);
    }
}
