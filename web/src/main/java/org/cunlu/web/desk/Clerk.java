package org.cunlu.web.desk;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept;
import org.cunlu.web.Language;
import org.cunlu.web.Said;
import org.cunlu.web.Sheet;
import org.cunlu.web.Slip;
import org.cunlu.web.Words;

/** Knows the browser that asks: its session, its slip, how it wants its pages. */
@Singleton
class Clerk implements Desk {
    private static final int NOT_FOUND = 404;
    private static final Pattern INVITATION = Pattern.compile("[A-Za-z0-9_-]{10,40}");

    private final BrowserSessions browsers;
    private final Slips slips;
    private final TypeSize size;

    Clerk(BrowserSessions browsers, Slips slips, TypeSize size) {
        this.browsers = browsers;
        this.slips = slips;
        this.size = size;
    }

    @Override
    public MutableHttpResponse<?> show(HttpRequest<?> request, String path, String view, Map<String, Object> facts) {
        Slip slip = slips.of(request);
        MutableHttpResponse<?> page = page(request, path, view, facts, null, Fields.NONE, slip.note());
        if (slip.note() != null) {
            page.cookie(slips.cookie(slip.noting(null)));
        }
        return page;
    }

    @Override
    public HttpResponse<?> again(
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

    @Override
    public HttpResponse<?> attempt(
            Supplier<HttpResponse<?>> act, Function<ProblemException, HttpResponse<?>> otherwise) {
        try {
            return act.get();
        } catch (ProblemException refusal) {
            if (refusal.status() == NOT_FOUND) {
                throw refusal;
            }
            return otherwise.apply(refusal);
        }
    }

    @Override
    public MutableHttpResponse<?> onward(HttpRequest<?> request, String path) {
        return HttpResponse.seeOther(URI.create(words(request).link(path)));
    }

    @Override
    public MutableHttpResponse<?> onward(HttpRequest<?> request, String path, String note) {
        return onward(request, path).cookie(slips.cookie(new Slip(null, note)));
    }

    @Override
    public MutableHttpResponse<?> onward(HttpRequest<?> request, String path, Slip slip) {
        return HttpResponse.seeOther(URI.create(words(request).link(path, AccountPages.NEXT, next(request))))
                .cookie(slips.cookie(slip));
    }

    @Override
    public MutableHttpResponse<?> back(HttpRequest<?> request) {
        String next = next(request);
        MutableHttpResponse<?> on =
                next == null ? onward(request, AccountPages.ACCOUNT) : HttpResponse.seeOther(URI.create(next));
        return on.cookie(slips.cookie(Slip.NONE));
    }

    @Override
    public HttpResponse<Kept.Gate> gate(HttpRequest<?> request, Caller caller) {
        BrowserSessions.Form form = browsers.form(request);
        return HttpResponse.ok(new Kept.Gate(form.csrf(), caller.accountId()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookies(form.cookies());
    }

    @Override
    public Slip slip(HttpRequest<?> request) {
        return slips.of(request);
    }

    @Override
    public Words words(HttpRequest<?> request) {
        return new Words(Language.of(request.getParameters().get(Words.LANGUAGE)));
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
        Optional<Caller> caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class);
        var model = new HashMap<String, Object>(facts);
        model.put(
                "sheet",
                new Sheet(
                        words(request),
                        path,
                        form.csrf(),
                        caller.isPresent(),
                        note,
                        trouble,
                        kept,
                        next(request),
                        invitation(request),
                        caller.map(Clerk::roles).orElse(Set.of()),
                        size.large(request),
                        asked(request)));
        return HttpResponse.ok(new ModelAndView<>(view, model))
                .contentType(MediaType.TEXT_HTML_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookies(new HashSet<>(form.cookies()));
    }

    @Override
    public MutableHttpResponse<?> piece(HttpRequest<?> request, String path, String view, Map<String, Object> facts) {
        return page(request, path, view, facts, null, Fields.NONE, null);
    }

    private static Set<Role> roles(Caller caller) {
        return caller.grants().stream().map(Grant::role).collect(Collectors.toUnmodifiableSet());
    }

    /** What stands in the address after the question mark, but for what each page adds by itself. */
    private static Map<String, String> asked(HttpRequest<?> request) {
        var asked = new LinkedHashMap<String, String>();
        request.getParameters().forEach((name, values) -> {
            if (!name.equals(Words.LANGUAGE) && !values.isEmpty()) {
                asked.put(name, values.getFirst());
            }
        });
        // Nothing that would lead away goes back into a page, not even where it only stands.
        asked.computeIfPresent(AccountPages.NEXT, (name, value) -> next(request));
        return asked;
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
