package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a phone kept and sends now, in the order in which it happened.
 * @param rows at most 100
 * @param sentAt what the phone's clock says now
 */
@Serdeable
public record Kept(
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Row> rows,
        @NotNull Instant sentAt) {

    /**
     * One act, as it was typed or scanned.
     * @param id the phone's own id of it: the same again has no second effect
     * @param code what was scanned: a parcel's barcode, a bag's SSCC or its link
     * @param cash yuan, such as {@code 12.50}
     * @param checked what the phone says of a pickup code by the list that it took along; null where it was not asked
     * @param photo id of a photo that the phone sent before
     */
    @Serdeable
    public record Row(
            @NotBlank @Size(max = 64) String id,
            @NotBlank @Size(max = 64) String device,
            @NotNull Instant madeAt,
            @NotBlank @Size(max = 20) String kind,
            @Nullable @Size(max = 32) String node,
            @Nullable @Size(max = 48) String trip,
            @Nullable @Size(max = 200) String code,
            @Nullable @Size(max = 200) String bag,
            @Nullable @Size(max = 20) String place,
            @Nullable @Size(max = 8) String pickupCode,
            @Nullable @Size(max = 12) String cash,
            @Nullable @Size(max = 5) String minutes,
            @Nullable @Size(max = 60) String reason,
            @Nullable Boolean checked,
            @Nullable @Size(max = 13) String photo) {
        /** Without the pickup code: what is printed lands in logs. */
        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    /** What a phone needs to send. @param account whose session it is now: what another kept is not sent in his name */
    @Serdeable
    public record Gate(String csrf, String account) {
        /** Hides the token from logs. */
        @Override
        public String toString() {
            return "Gate";
        }
    }

    /** A photo that a phone kept, taken in before the act that it proves is sent. */
    @Serdeable
    public record Snapshot(String photo) {}

    /** One answer for each row, in their order. @param notice about the phone's clock; null when it is right */
    @Serdeable
    public record Answers(List<Answer> answers, @Nullable String notice) {}

    /**
     * What came of it and what is to be done next.
     * @param good whether it was done, now or before
     * @param big to be read from an arm's length
     * @param next page on which that is done; null for none
     * @param nextText of the link
     */
    @Serdeable
    public record Answer(
            String id,
            boolean good,
            String big,
            @Nullable String small,
            @Nullable String next,
            @Nullable String nextText) {
        public static Answer done(String id, String big, @Nullable String small) {
            return new Answer(id, true, big, small, null, null);
        }

        public static Answer refused(String id, String big, @Nullable String small) {
            return new Answer(id, false, big, small, null, null);
        }

        public Answer leading(String href, String text) {
            return new Answer(id, good, big, small, href, text);
        }
    }

    /** What a scanner reads. @param number SSCC of a bag, or barcode of a parcel */
    public record Scanned(String number, boolean bag) {
        /** GS1 Digital Link, GS1-128 with its identifier, or the number alone. */
        private static final Pattern BAG = Pattern.compile("(?:https?://[^ ]+/00/|\\(?00\\)?)?([0-9]{18})");

        /** @return null for nothing */
        @Nullable
        public static Scanned of(@Nullable String code) {
            String text = code == null ? "" : code.strip();
            if (text.isEmpty()) {
                return null;
            }
            Matcher bag = BAG.matcher(text);
            return bag.matches() ? new Scanned(bag.group(1), true) : new Scanned(text.toUpperCase(Locale.ROOT), false);
        }
    }

    /** @return null for nothing, and for what is no amount @param yuan such as {@code 12.5} */
    @Nullable
    public static Long fen(@Nullable String yuan) {
        if (yuan == null || !yuan.strip().matches("[0-9]{1,7}(\\.[0-9]{1,2})?")) {
            return null;
        }
        return new BigDecimal(yuan.strip()).movePointRight(2).longValueExact();
    }
}
