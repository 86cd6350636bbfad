package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.logistics.Scans.Answered;

/**
 * How it ended with one parcel of several.
 * @param code why it was refused, stable; null when it was done
 * @param title the same for people, Chinese first
 * @param state of the parcel after it; null when refused
 */
@Serdeable
public record OneDone(
        String barcode,
        @Nullable String code,
        @Nullable String title,
        @Nullable String state) {
    public static OneDone of(String barcode, Answered answer) {
        return new OneDone(barcode, answer.code(), answer.title(), answer.state());
    }

    public static OneDone refused(String barcode, String code, String title) {
        return new OneDone(barcode, code, title, null);
    }
}
