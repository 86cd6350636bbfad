package org.cunlu.logistics;

import java.util.regex.Pattern;

/** How a carrier's waybill numbers look. Only what he publishes is checked. */
public enum WaybillRule {
    /** Letters, digits and dashes; no check digit is published. */
    PLAIN("[A-Za-z0-9-]{4,40}"),
    /** UPU S10: two letters, eight digits, their check digit, two letters of the country. */
    S10("[A-Z]{2}\\d{9}[A-Z]{2}");

    private static final int[] S10_WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

    private final Pattern shape;

    WaybillRule(String shape) {
        this.shape = Pattern.compile(shape);
    }

    public boolean fits(String waybill) {
        return shape.matcher(waybill).matches() && (this != S10 || checked(waybill));
    }

    /** Weighted sum modulo 11 taken from 11, where 10 is written 0 and 11 is written 5. */
    private static boolean checked(String waybill) {
        int sum = 0;
        for (int i = 0; i < S10_WEIGHTS.length; i++) {
            sum += S10_WEIGHTS[i] * (waybill.charAt(2 + i) - '0');
        }
        int check = 11 - sum % 11;
        int written = check == 10 ? 0 : check == 11 ? 5 : check;
        return waybill.charAt(2 + S10_WEIGHTS.length) - '0' == written;
    }
}
