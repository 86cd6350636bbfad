package org.cunlu.catalog.lot;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.cunlu.catalog.LotOrigin.Input;
import org.cunlu.catalog.lot.LotKeeping.Told;
import org.cunlu.kernel.problem.ProblemException;

/** What cannot be true of a lot. */
final class LotRules {
    private static final Pattern NOT_PLAIN = Pattern.compile("[<>\\p{Cntrl}]");

    private LotRules() {}

    /** @param today the county's */
    static void check(Told told, LocalDate today) {
        plain("producer", told.producer());
        plain("plot", told.plot());
        plain("reason", told.reason());
        if (told.producedOn().isAfter(today)) {
            throw ProblemException.invalid(
                    "producedOn", "lot-of-tomorrow", "采收或生产日期不能在将来 · Harvested or made on a day to come");
        }
        if (told.expiresOn() != null && told.expiresOn().isBefore(told.producedOn())) {
            throw ProblemException.invalid(
                    "expiresOn", "lot-expires-before-made", "保质期早于生产日期 · It expires before it was made");
        }
        for (int i = 0; i < told.inputs().size(); i++) {
            Input input = told.inputs().get(i);
            String field = "inputs[" + i + "]";
            plain(field + ".name", input.name());
            plain(field + ".registrationNo", input.registrationNo());
            if (input.appliedOn().plusDays(input.safeDays()).isAfter(told.producedOn())) {
                throw ProblemException.invalid(
                                field + ".appliedOn",
                                "input-inside-safe-interval",
                                "采收时仍在安全间隔期内 · Harvested within the input's safe interval")
                        .fact(
                                "harvestFrom",
                                input.appliedOn().plusDays(input.safeDays()).toString());
            }
        }
    }

    /** Names are words: no mark-up, nothing unseen, not blank. */
    static void plain(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || NOT_PLAIN.matcher(text).find())) {
            throw ProblemException.invalid(field, "text-not-plain", "请填普通文字 · Plain words only");
        }
    }
}
