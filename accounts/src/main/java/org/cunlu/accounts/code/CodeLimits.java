package org.cunlu.accounts.code;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;

/**
 * How often codes are sent. Strangers share what a number may get among them; on a device where its owner signed in before
 * he has as much for himself, so that nobody can keep him out by asking for codes in his place.
 */
@Singleton
class CodeLimits {
    private static final int AGAIN_SECONDS = 5;

    private final Limits limits;
    private final CodeSettings settings;

    CodeLimits(Limits limits, CodeSettings settings) {
        this.limits = limits;
        this.settings = settings;
    }

    /** @throws ProblemException 429 {@code too-many-codes}, 503 {@code codes-unavailable} when nobody can count */
    void admit(MobileNumber phone, Origin origin, boolean atHome) {
        String who = atHome ? "codes.owner" : "codes.phone";
        var subjects = new LinkedHashMap<Rate, String>();
        subjects.put(new Rate(who + "-minute", settings.phonePerMinute(), Duration.ofMinutes(1)), phone.e164());
        subjects.put(new Rate(who + "-hour", settings.phonePerHour(), Duration.ofHours(1)), phone.e164());
        subjects.put(new Rate(who + "-day", settings.phonePerDay(), Duration.ofDays(1)), phone.e164());
        subjects.put(new Rate("codes.address", settings.addressPerHour(), Duration.ofHours(1)), origin.address());
        if (origin.device() != null) {
            subjects.put(new Rate("codes.device", settings.devicePerHour(), Duration.ofHours(1)), origin.device());
        }
        long wait = secondsToWait(subjects);
        if (wait > 0) {
            throw ProblemException.of(
                            429,
                            "too-many-codes",
                            "验证码要得太频繁 · Too many codes were asked for",
                            "请在" + wait + "秒后再试 · Try again in " + wait + " s")
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    private long secondsToWait(Map<Rate, String> subjects) {
        try {
            return limits.secondsToWait(subjects);
        } catch (ProblemException e) {
            throw e.status() == 503 ? unavailable() : e;
        }
    }

    /** Nobody counts, so nobody is served. */
    private static ProblemException unavailable() {
        return ProblemException.of(
                        503,
                        "codes-unavailable",
                        "暂时不能发送验证码 · No codes can be sent at the moment",
                        "请稍后再试 · Try again in a moment")
                .fact(ProblemException.RETRY_AFTER, AGAIN_SECONDS);
    }
}
