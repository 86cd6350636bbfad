package org.cunlu.kernel.caller;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;

/** Signs in whomever a test names, where a test opens it by the property {@code test.door=open}. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "test.door", value = "open")
public class Door {
    /** Header that names a {@link Role}. */
    public static final String ROLE = "X-Test-Role";

    public static final String ACCOUNT = "0ABCDEFGHJKMN";

    @RequestFilter
    void enter(HttpRequest<?> request) {
        String role = request.getHeaders().get(ROLE);
        if (role != null) {
            var grant = new Grant(Role.valueOf(role), new Scope(Scope.Kind.SELF, ACCOUNT));
            request.setAttribute(Caller.ATTRIBUTE, new Caller(ACCOUNT, List.of(grant)));
        }
    }
}
