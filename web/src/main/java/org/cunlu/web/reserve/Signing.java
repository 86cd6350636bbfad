package org.cunlu.web.reserve;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;

/** What the reserve's forms have in common: a fresh code for each act, and figures. */
@Singleton
class Signing {
    private static final int DIGITS_MAX = 10;

    private final SecondFactor secondFactor;

    Signing(SecondFactor secondFactor) {
        this.secondFactor = secondFactor;
    }

    /** Uses the form's code up. @throws ProblemException as {@link SecondFactor#use} */
    void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    /** @throws ProblemException 400 {@code malformed} */
    static long number(Fields form, String name) {
        String text = form.typed(name).strip();
        if (text.isEmpty() || text.length() > DIGITS_MAX || !text.chars().allMatch(Character::isDigit)) {
            throw ProblemException.invalid(name, "malformed", "请填写整数 · A whole number");
        }
        return Long.parseLong(text);
    }
}
