package org.cunlu.web.refusal;

import io.micronaut.core.io.Writable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.views.ModelAndView;
import io.micronaut.views.ModelAndViewRenderer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cunlu.kernel.problem.Problem;
import org.cunlu.web.Language;
import org.cunlu.web.Said;
import org.cunlu.web.Words;

/** Shows a refusal as a page to whoever asked for a page by name, whatever of us refused it. The API answers as ever. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class ProblemPages implements Ordered {
    private static final String API = "/api/";

    private final ModelAndViewRenderer<Map<String, Object>, HttpRequest<?>> renderer;

    ProblemPages(ModelAndViewRenderer<Map<String, Object>, HttpRequest<?>> renderer) {
        this.renderer = renderer;
    }

    /** Outside of all that may refuse. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @ResponseFilter
    void show(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.body() instanceof Problem problem
                && !request.getPath().startsWith(API)
                && request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML))) {
            var words = new Words(Language.of(request.getParameters().get("lang")));
            Map<String, Object> model = Map.of(
                    "words",
                    words,
                    "said",
                    Said.of(problem, words.language()),
                    "request",
                    problem.requestId() == null ? "" : problem.requestId());
            renderer.render(new ModelAndView<>("problem", model), request, MediaType.TEXT_HTML)
                    .ifPresent(page -> response.body(text(page))
                            .contentType(MediaType.TEXT_HTML_TYPE)
                            .characterEncoding(StandardCharsets.UTF_8)
                            .header(HttpHeaders.CACHE_CONTROL, "no-store"));
        }
    }

    private static String text(Writable page) {
        try {
            var text = new StringWriter();
            page.writeTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
