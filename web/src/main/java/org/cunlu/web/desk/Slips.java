package org.cunlu.web.desk;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.http.HostCookies;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.web.Slip;

/** Slips in a sealed cookie that no script can read. */
@Singleton
class Slips {
    private static final String COOKIE = "cunlu-step";
    private static final String CONTEXT = "web.slip";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int LENGTH_MAX = 400;
    /** Purpose, number, seconds, note; each may be empty. */
    private static final int PARTS = 4;

    private final FieldCipher cipher;
    private final WallTime time;
    private final HostCookies cookies;

    Slips(FieldCipher cipher, WallTime time, HostCookies cookies) {
        this.cipher = cipher;
        this.time = time;
        this.cookies = cookies;
    }

    /** @return {@link Slip#NONE} for none, and for what is not ours */
    Slip of(HttpRequest<?> request) {
        return cookies.read(request, COOKIE)
                .filter(value -> !value.isEmpty() && value.length() <= LENGTH_MAX)
                .flatMap(this::open)
                .map(this::read)
                .orElse(Slip.NONE);
    }

    Cookie cookie(Slip slip) {
        boolean empty = slip.equals(Slip.NONE);
        return cookies.make(COOKIE, empty ? "" : written(slip)).maxAge(empty ? Duration.ZERO : LIFE);
    }

    private String written(Slip slip) {
        Slip.Sent sent = slip.sent();
        String text = String.join(
                "|",
                sent == null ? "" : sent.purpose().name(),
                sent == null ? "" : sent.phone().e164(),
                sent == null ? "" : Long.toString(sent.until().getEpochSecond()),
                slip.note() == null ? "" : slip.note());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cipher.seal(CONTEXT, text));
    }

    private Optional<String> open(String value) {
        try {
            return Optional.of(cipher.open(CONTEXT, Base64.getUrlDecoder().decode(value)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Somebody else's, or of a key that is gone: the page begins anew.
            return Optional.empty();
        }
    }

    private Slip read(String text) {
        String[] parts = text.split("\\|", PARTS);
        String note = parts[3].isEmpty() ? null : parts[3];
        if (parts[0].isEmpty()) {
            return new Slip(null, note);
        }
        Instant until = Instant.ofEpochSecond(Long.parseLong(parts[2]));
        return until.isAfter(time.now())
                ? new Slip(new Slip.Sent(Codes.Purpose.valueOf(parts[0]), new MobileNumber(parts[1]), until), note)
                : new Slip(null, note);
    }
}
