package org.cunlu.web.desk;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Files whose address names their content never change: the browser asks for them once. */
@ServerFilter({"/assets/**", "/webjars/**"})
class KeptFiles {
    private static final int OK = 200;

    @ResponseFilter
    void keep(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() == OK && request.getParameters().contains("v")) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        }
    }
}
