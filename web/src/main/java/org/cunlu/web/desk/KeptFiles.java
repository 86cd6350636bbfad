package org.cunlu.web.desk;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Files whose address names their content never change: the browser asks for them once. Styles say in which letters they are. */
@ServerFilter({"/assets/**", "/webjars/**"})
class KeptFiles {
    private static final int OK = 200;
    private static final MediaType STYLE = new MediaType("text/css;charset=utf-8");

    @ResponseFilter
    void keep(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() == OK && request.getParameters().contains("v")) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        }
        if (response.code() == OK && request.getPath().endsWith(".css")) {
            response.contentType(STYLE);
        }
    }
}
