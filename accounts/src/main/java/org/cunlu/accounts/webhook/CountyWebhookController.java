package org.cunlu.accounts.webhook;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** Outside systems that are told what happens in the county, for its operator. Shops see to their own. */
@Controller("/api/county/webhooks")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyWebhookController extends WebhookDoors {
    private final String county;

    CountyWebhookController(Keeping keeping, @Value("${cunlu.county.code}") String county) {
        super(keeping);
        this.county = county;
    }

    @Override
    Owner owner(Caller caller, @Nullable String shop) {
        boolean within =
                caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream().anyMatch(county::startsWith);
        if (!within || shop != null) {
            throw ProblemException.notFound();
        }
        return new Owner(county, null);
    }
}
