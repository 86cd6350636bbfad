package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.request.CarefulHeaders;
import org.cunlu.kernel.request.RequestIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What surrounds each request: its id, one line in the access log (the route's template and ids only, as addresses may hold
 * search words), and the headers that make a browser careful. A header that the answer has already is left alone.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class Envelope implements Ordered {
    private static final Logger ACCESS = LoggerFactory.getLogger("org.cunlu.access");
    private static final String STARTED = "cunlu.started-nanos";

    private final boolean strict;

    /** @param strict false where the certificate is one that this machine made for itself */
    Envelope(
            @Nullable @Value("${cunlu.public-url:}") String publicUrl,
            @Value("${cunlu.strict-transport:true}") boolean strict) {
        this.strict = strict && publicUrl != null && publicUrl.startsWith("https:");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void open(HttpRequest<?> request, MutablePropagatedContext context) {
        request.setAttribute(STARTED, System.nanoTime());
        context.add(new MdcPropagationContext(Map.of(RequestIds.LOG_KEY, RequestIds.of(request))));
    }

    @ResponseFilter
    void close(HttpRequest<?> request, MutableHttpResponse<?> response) {
        MutableHttpHeaders headers = response.getHeaders();
        boolean page = !request.getPath().startsWith("/api/");
        headers.set(RequestIds.HEADER, RequestIds.of(request));
        CarefulHeaders.set(headers, page);
        nameLetters(response);
        if (strict) {
            CarefulHeaders.setIfAbsent(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        log(request, response);
    }

    /** Text says in which letters it is written, so that no browser guesses; a stream of events is UTF-8 by its standard. */
    private static void nameLetters(MutableHttpResponse<?> response) {
        response.getContentType()
                .filter(type -> type.getType().equals("text")
                        && !type.getSubtype().equals("event-stream")
                        && type.getCharset().isEmpty())
                .ifPresent(type -> response.contentType(new MediaType(type + ";charset=utf-8")));
    }

    private static void log(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!ACCESS.isInfoEnabled()) {
            return;
        }
        long started = request.getAttribute(STARTED, Long.class).orElseGet(System::nanoTime);
        ACCESS.info(
                "{} {} {} {}ms account={}",
                request.getMethodName(),
                BasicHttpAttributes.getUriTemplate(request).orElse("(no route)"),
                response.code(),
                (System.nanoTime() - started) / 1_000_000,
                request.getAttribute(Caller.ATTRIBUTE, Caller.class)
                        .map(Caller::accountId)
                        .orElse("-"));
    }
}
