package org.cunlu.logistics.epcis;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How things are named outside: bags by their SSCC as GS1 Digital Link, what GS1 has no number for by names of ours. */
final class Names {
    private static final String SSCC = "https://id.gs1.org/00/";
    private static final String PARCEL = "urn:cunlu:parcel:";
    private static final String NODE = "urn:cunlu:node:";
    private static final String TRIP = "urn:cunlu:trip:";
    /** A term may come as it is, with CBV's web address or with its older name. */
    private static final Pattern TERM = Pattern.compile(
            "(?:https://ref\\.gs1\\.org/cbv/(?:BizStep|Disp)-|urn:epcglobal:cbv:(?:bizstep|disp):)?([a-z_]{2,40})");

    private Names() {}

    static String bag(String sscc) {
        return SSCC + sscc;
    }

    static String parcel(String barcode) {
        return PARCEL + barcode;
    }

    static String node(String code) {
        return NODE + code;
    }

    static String trip(String trip) {
        return TRIP + trip;
    }

    /** The same step has the same id whenever it is asked for. */
    static String event(String barcode, int seq) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((PARCEL + barcode + "/" + seq).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> barcodeOf(@Nullable String epc) {
        return rest(epc, PARCEL);
    }

    static Optional<String> ssccOf(@Nullable String epc) {
        return rest(epc, SSCC);
    }

    static Optional<String> nodeOf(@Nullable String place) {
        return rest(place, NODE);
    }

    static Optional<String> term(String text) {
        var match = TERM.matcher(text);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    private static Optional<String> rest(@Nullable String text, String head) {
        return text != null && text.startsWith(head) && text.length() > head.length()
                ? Optional.of(text.substring(head.length()))
                : Optional.empty();
    }
}
