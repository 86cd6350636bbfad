package org.cunlu.web.account;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.cunlu.accounts.AccountPages;

/** What a browser may do with pages of an account: keep nothing, run nothing, load our own style and signs only. */
@ServerFilter({AccountPages.ACCOUNT, AccountPages.ACCOUNT + "/**"})
class AccountHeaders implements Ordered {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    /** Outside of all that may refuse, so that refusals have them too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @ResponseFilter
    void guard(MutableHttpResponse<?> response) {
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store").set("Content-Security-Policy", POLICY);
    }
}
