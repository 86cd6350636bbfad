package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Outside systems that are told what happens in the county, for its operator. Shops see to their own. */
@Controller("/api/county/webhooks")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class CountyWebhookController extends WebhookDoors {
    private final CountyWebhooks webhooks;

    CountyWebhookController(Keeping keeping, CountyWebhooks webhooks) {
        super(keeping);
        this.webhooks = webhooks;
    }

    @Override
    Owner owner(Caller caller, @Nullable String shop) {
        if (shop != null) {
            throw ProblemException.notFound();
        }
        return webhooks.owner(caller);
    }
}
