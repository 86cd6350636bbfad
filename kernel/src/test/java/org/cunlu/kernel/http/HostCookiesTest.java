package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.junit.jupiter.api.Test;

class HostCookiesTest {
    private final HostCookies overTls = new HostCookies("https://cunlu.example");
    private final HostCookies plain = new HostCookies("");

    @Test
    void overTlsOneIsOfThisHostAloneAndNoScriptReadsIt() {
        Cookie made = overTls.make("cunlu-place", "V1");
        assertThat(made.getName()).isEqualTo("__Host-cunlu-place");
        assertThat(made.isSecure()).isTrue();
        assertThat(made.isHttpOnly()).isTrue();
        assertThat(made.getPath()).isEqualTo("/");
        assertThat(made.getDomain()).isNull();
        assertThat(made.getSameSite()).contains(SameSite.Lax);
    }

    @Test
    void oneThatAnotherHostOfOurDomainMaySetIsNotRead() {
        var request = new SimpleHttpRequest<>(HttpMethod.GET, "/", "").cookie(Cookie.of("cunlu-place", "V1"));
        assertThat(overTls.read(request, "cunlu-place")).isEmpty();
        assertThat(plain.read(request, "cunlu-place")).contains("V1");
        request.cookie(Cookie.of("__Host-cunlu-place", "V2"));
        assertThat(overTls.read(request, "cunlu-place")).contains("V2");
    }

    @Test
    void onPlainHttpABrowserWouldNotKeepAPrefixedOne() {
        Cookie made = plain.make("cunlu-place", "V1");
        assertThat(made.getName()).isEqualTo("cunlu-place");
        assertThat(made.isSecure()).isFalse();
        assertThat(made.isHttpOnly()).isTrue();
    }
}
