package org.cunlu.web.account;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Slip;

/** Sends the codes that forms ask for, and remembers in the browser where the last one went. */
@Singleton
class CodeSending {
    /** Key of what a page shows about a code that is on its way; absent before one was asked for. */
    static final String SENT = "sent";

    private final Codes codes;
    private final Origins origins;
    private final Desk desk;
    private final WallTime time;

    CodeSending(Codes codes, Origins origins, Desk desk, WallTime time) {
        this.codes = codes;
        this.origins = origins;
        this.desk = desk;
        this.time = time;
    }

    /** @return what the next page has to know */
    Slip send(HttpRequest<?> request, MobileNumber phone, Codes.Purpose purpose) {
        Codes.Sent sent = codes.send(phone, purpose, origins.of(request));
        return new Slip(new Slip.Sent(purpose, phone, time.now().plusSeconds(sent.expiresInSeconds())), null);
    }

    /** Once more to where the last one went, or to the number that the form names. */
    Slip send(HttpRequest<?> request, Fields form, Codes.Purpose purpose) {
        String typed = form.typed(Fields.PHONE);
        MobileNumber phone = typed.isEmpty()
                ? sent(request, purpose).map(Slip.Sent::phone).orElseGet(() -> MobileNumber.of(typed))
                : MobileNumber.of(typed);
        return send(request, phone, purpose);
    }

    /** @return where a code of this purpose is that is still good; empty when the reader asks to begin anew */
    Optional<Slip.Sent> sent(HttpRequest<?> request, Codes.Purpose purpose) {
        return desk.slip(request).sent(purpose);
    }

    /** @throws ProblemException 400 {@code code-expired} when none is on its way */
    String phone(HttpRequest<?> request, Codes.Purpose purpose) {
        return sent(request, purpose)
                .map(sent -> sent.phone().national())
                .orElseThrow(() -> ProblemException.invalid(
                        Fields.PHONE, "code-expired", "验证码已过期，请重新获取 · The code has expired; ask for another"));
    }

    /** @return for a page: where the code went, if one did, unless the reader wants to name another number */
    Map<String, Object> shown(HttpRequest<?> request, Codes.Purpose purpose) {
        boolean anew = request.getParameters().contains("anew");
        return sent(request, purpose)
                .filter(sent -> !anew)
                .map(sent -> Map.<String, Object>of(SENT, sent.phone().masked()))
                .orElse(Map.of());
    }
}
