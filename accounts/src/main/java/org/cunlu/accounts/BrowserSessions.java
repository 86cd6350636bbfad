package org.cunlu.accounts;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of browsers, for the pages: an opaque cookie that no script can read and that is good for pages only, never for
 * the API. Whatever a page changes needs the token of {@link Form}, which stands for this browser's session.
 */
public interface BrowserSessions {
    /** Field of a form that holds the token. Scripts send it in {@link #CSRF_HEADER}. */
    String CSRF_FIELD = "_csrf";

    String CSRF_HEADER = "X-CSRF-Token";

    /**
     * What a page with forms needs. It is this browser's alone: send it with {@code Cache-Control: no-store}.
     * @param csrf for the field {@value BrowserSessions#CSRF_FIELD} of each form
     * @param cookies to be set with the page; empty when the browser has them
     */
    record Form(String csrf, Set<Cookie> cookies) {
        /** Hides the token from logs. */
        @Override
        public String toString() {
            return "Form";
        }
    }

    Form form(HttpRequest<?> request);

    /**
     * Opens a session with a new cookie, whatever cookie the browser came with, and ends the one it had.
     * @return cookies to be set with the answer
     */
    Set<Cookie> open(HttpRequest<?> request, SignIn.Admitted admitted);

    /** Ends the session. @return cookies to be set with the answer */
    Set<Cookie> close(HttpRequest<?> request);

    /** @return id of the session with which the request came, if there is one */
    Optional<String> current(HttpRequest<?> request);
}
