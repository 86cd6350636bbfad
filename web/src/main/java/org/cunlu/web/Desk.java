package org.cunlu.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Hands out the pages with what each of them needs, takes their forms, and leads on. A page gets its {@link Sheet} as
 * {@code sheet}, beside the facts that it shows.
 */
public interface Desk {
    /** A page that may be asked for at any time. @param facts what the page shows beside what all have */
    MutableHttpResponse<?> show(HttpRequest<?> request, String path, String view, Map<String, Object> facts);

    /** A piece of a page that a script asks for: what was to be said once stays for the next whole page. */
    MutableHttpResponse<?> piece(HttpRequest<?> request, String path, String view, Map<String, Object> facts);

    /** The page with a form that was refused: what was filled in stands there still, and beside it what is wrong. */
    HttpResponse<?> again(
            HttpRequest<?> request,
            String path,
            String view,
            Map<String, Object> facts,
            Fields form,
            ProblemException refusal);

    /** Does what a form asks for. @param otherwise the page again; what is unknown or another's is no page's matter */
    HttpResponse<?> attempt(Supplier<HttpResponse<?>> act, Function<ProblemException, HttpResponse<?>> otherwise);

    /**
     * A page with forms.
     * @param path of the page, to which its forms lead back
     * @param facts what it shows beside what all have, read anew each time
     */
    record View(String path, String template, Supplier<Map<String, Object>> facts) {}

    /** A page with forms, asked for. */
    default MutableHttpResponse<?> show(HttpRequest<?> request, View page) {
        return show(request, page.path(), page.template(), page.facts().get());
    }

    /** Does what a form of a page asks for and leads back to that page; refused, it is shown again. @param note key of what was done */
    default HttpResponse<?> act(HttpRequest<?> request, View page, Fields form, String note, Runnable deed) {
        return act(request, page, form, page.path(), note, deed);
    }

    /** The same, leading on to another page. */
    default HttpResponse<?> act(HttpRequest<?> request, View page, Fields form, String on, String note, Runnable deed) {
        return act(request, page, form, () -> {
            deed.run();
            return onward(request, on, note);
        });
    }

    /** The same, where what was done says where it leads. */
    default HttpResponse<?> act(HttpRequest<?> request, View page, Fields form, Supplier<HttpResponse<?>> deed) {
        return attempt(
                deed,
                refusal -> again(
                        request, page.path(), page.template(), page.facts().get(), form, refusal));
    }

    /** After a form: on to another page, so that loading it anew sends nothing again. */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path);

    /** The same, with something to say there once; codes that were sent are forgotten. @param note key of it */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path, String note);

    /** The same page again, which now knows where a code was sent. */
    MutableHttpResponse<?> onward(HttpRequest<?> request, String path, Slip slip);

    /** Back to where somebody wanted to go before he signed in. */
    MutableHttpResponse<?> back(HttpRequest<?> request);

    /** What a phone asks for before it sends what it kept. */
    HttpResponse<Kept.Gate> gate(HttpRequest<?> request, Caller caller);

    Slip slip(HttpRequest<?> request);

    Words words(HttpRequest<?> request);
}
