package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Papers of a shop, for its owner: what may be asked, what is there and how it stands, and the next one. */
public interface OwnPapers {
    /**
     * @param code such as {@code FOOD}  @param name Chinese and English with a dot between
     * @param required whether the county asks it of this shop
     * @param personal whether it shows a person: a picture only
     * @param ends whether it always has a last day
     * @param paperless whether its number says enough without a file
     * @param verified that the verified real name stands in for it
     * @param due what somebody has to see to; null where nothing is
     * @param valid what is approved; null for none  @param latest the last that was handed in; null for none
     */
    record Paper(
            String code,
            String name,
            boolean required,
            boolean personal,
            boolean ends,
            boolean paperless,
            boolean verified,
            ShopChecklist.@Nullable Standing due,
            @Nullable Held valid,
            @Nullable Held latest) {}

    /** One that was handed in. @param number as it may be shown @param reason why it was declined; null when it was not */
    record Held(
            String number,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Instant handedInAt,
            @Nullable String reason) {
        /** Hides the number from logs. */
        @Override
        public String toString() {
            return "Held";
        }
    }

    /**
     * @param number of the licence, card or account
     * @param file PDF, JPEG or PNG by its bytes, at most 5 MB; null for none
     * @param until its last day
     */
    record Handing(
            String number,
            byte @Nullable [] file,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        /** Hides number and file from logs. */
        @Override
        public String toString() {
            return "Handing";
        }
    }

    /** @return all kinds, those to see to first @throws org.cunlu.kernel.problem.ProblemException not found, also for another's shop */
    List<Paper> of(Caller owner, String shop);

    /**
     * Hands one in for the county's word; just the same again changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException not found, also for another's shop; 400 {@code number-invalid}, {@code
     *     paper-missing}, {@code picture-needed}, {@code dates-wrong}, {@code licence-expired} and what files are refused with; 429
     *     {@code too-many-papers}
     */
    void hand(Caller owner, String shop, String code, Handing handing);
}
