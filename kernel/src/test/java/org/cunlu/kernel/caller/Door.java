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

    /** Header that names the subtree in which he has it; without it the scope is himself. */
    public static final String SUBTREE = "X-Test-Subtree";

    public static final String ACCOUNT = "0ABCDEFGHJKMN";

    @RequestFilter
    void enter(HttpRequest<?> request) {
        String role = request.getHeaders().get(ROLE);
        if (role != null) {
            String subtree = request.getHeaders().get(SUBTREE);
            var scope = subtree == null ? new Scope(Scope.Kind.SELF, ACCOUNT) : new Scope(Scope.Kind.SUBTREE, subtree);
            var grant = new Grant(Role.valueOf(role), scope);
            request.setAttribute(Caller.ATTRIBUTE, new Caller(ACCOUNT, List.of(grant)));
        }
    }
}
