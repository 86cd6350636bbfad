package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.views.ModelAndView;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Language;
import org.cunlu.web.Said;
import org.cunlu.web.Words;

/** Hands out the pages with what each of them needs, takes their forms, and leads on. */
@Singleton
class Desk {
    private static final int NOT_FOUND = 404;
    private static final Pattern INVITATION = Pattern.compile("[A-Za-z0-9_-]{10,40}");

    private final BrowserSessions browsers;
    private final Slips slips;

    Desk(BrowserSessions browsers, Slips slips) {
        this.browsers = browsers;
        this.slips = slips;
    }

    /** A page that may be asked for at any time. @param facts what the page shows beside what all have */
    MutableHttpResponse<?> show(HttpRequest<?> request, String path, String view, Map<String, Object> facts) {
        Slip slip = slips.of(request);
        MutableHttpResponse<?> page = page(request, path, view, facts, null, Fields.NONE, slip.note());
        if (slip.note() != null) {
            page.cookie(slips.cookie(slip.noting(null)));
        }
        return page;
    }

    /**
     * The page with a form that was refused: what was filled in stands there still, and beside it what is wrong.
     */
    HttpResponse<?> again(
            HttpRequest<?> request,
            String path,
            String view,
            Map<String, Object> facts,
            Fields form,
            ProblemException refusal) {
        Said trouble = Said.of(refusal.problem(null), words(request).language());
        var page = page(request, path, view, facts, trouble, form.withoutSecrets(), null);
        Object wait = refusal.facts().get(ProblemException.RETRY_AFTER);
        if (wait != null) {
            page.header(HttpHeaders.RETRY_AFTER, wait.toString());
        }
        return page.status(refusal.status());
    }

    /** Does what a form asks for. @param otherwise the page again; what is unknown or another's is no page's matter */
    HttpResponse<?> attempt(Supplier<HttpResponse<?>> act, Function<ProblemException, HttpResponse<?>> otherwise) {
        try {
            return act.get();
        } catch (ProblemException refusal) {
            if (refusal.status() == NOT_FOUND) {
                throw refusal;
            }
            return otherwise.apply(refusal);
        }
    }

    /** After a form: on to another page, so that loading it anew sends nothing again. */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path) {
        return HttpResponse.seeOther(URI.create(words(request).link(path)));
    }

    /** The same, with something to say there once; codes that were sent are forgotten. */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path, String note) {
        return onward(request, path).cookie(slips.cookie(new Slip(null, note)));
    }

    /** The same page again, which now knows where a code was sent. */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path, Slip slip) {
        return HttpResponse.seeOther(URI.create(words(request).link(path, AccountPages.NEXT, next(request))))
                .cookie(slips.cookie(slip));
    }

    /** Back to where somebody wanted to go before he signed in. */
    MutableHttpResponse<?> back(HttpRequest<?> request) {
        String next = next(request);
        MutableHttpResponse<?> on =
                next == null ? onward(request, AccountPages.ACCOUNT) : HttpResponse.seeOther(URI.create(next));
        return on.cookie(slips.cookie(Slip.NONE));
    }

    Slip slip(HttpRequest<?> request) {
        return slips.of(request);
    }

    Words words(HttpRequest<?> request) {
        return new Words(Language.of(request.getParameters().get("lang")));
    }

    private MutableHttpResponse<?> page(
            HttpRequest<?> request,
            String path,
            String view,
            Map<String, Object> facts,
            @Nullable Said trouble,
            Fields kept,
            @Nullable String note) {
        BrowserSessions.Form form = browsers.form(request);
        boolean signedIn = request.getAttribute(Caller.ATTRIBUTE, Caller.class).isPresent();
        var model = new HashMap<String, Object>(facts);
        model.put(
                "sheet",
                new Sheet(
                        words(request),
                        path,
                        form.csrf(),
                        signedIn,
                        note,
                        trouble,
                        kept,
                        next(request),
                        invitation(request)));
        return HttpResponse.ok(new ModelAndView<>(view, model))
                .contentType(MediaType.TEXT_HTML_TYPE)
                .cookies(new HashSet<>(form.cookies()));
    }

    /** @return null for none, and for what cannot be one */
    private static @Nullable String invitation(HttpRequest<?> request) {
        String code = request.getParameters().get("code");
        return code != null && INVITATION.matcher(code).matches() ? code : null;
    }

    /** @return null for none, and for what would lead away from us */
    private static @Nullable String next(HttpRequest<?> request) {
        return LocalPath.of(request.getParameters().get(AccountPages.NEXT))
                .map(LocalPath::text)
                .orElse(null);
    }
}
