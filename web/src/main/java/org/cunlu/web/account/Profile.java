package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Who somebody is here.
 * @param phoneMasked null for an account without a phone
 * @param hasPassword whether he can sign in by password
 * @param enrolled whether a second factor is confirmed
 * @param recoveryCodesLeft of ten; 0 when none is enrolled
 */
public record Profile(
        String name,
        @Nullable String phoneMasked,
        boolean hasPassword,
        boolean enrolled,
        long recoveryCodesLeft,
        List<RoleLine> roles,
        List<DeviceLine> devices) {
    /** Hides who it is from logs. */
    @Override
    public String toString() {
        return "Profile";
    }

    /** @param role its constant's name  @param place in words; empty for oneself  @param from null when it holds already */
    public record RoleLine(
            String role,
            String place,
            @Nullable String from,
            @Nullable String until) {}

    /** @param way its constant's name  @param client empty when it does not say what it is */
    public record DeviceLine(String id, String way, String client, String openedAt, String seenAt, boolean current) {}
}
