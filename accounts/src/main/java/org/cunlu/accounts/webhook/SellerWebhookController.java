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

/** Outside systems that are told what happens to a shop's orders, for who runs it. Who has one shop need not name it. */
@Controller("/api/seller/webhooks")
@Secured("SELLER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerWebhookController extends WebhookDoors {
    private final String county;

    SellerWebhookController(Keeping keeping, @Value("${cunlu.county.code}") String county) {
        super(keeping);
        this.county = county;
    }

    @Override
    Owner owner(Caller caller, @Nullable String shop) {
        String own = shop == null
                ? caller.onlyScope(Role.SELLER, Scope.Kind.SHOP).orElseThrow(ProblemException::notFound)
                : shop;
        if (!caller.scopes(Role.SELLER, Scope.Kind.SHOP).contains(own)) {
            throw ProblemException.notFound();
        }
        return new Owner(county, own);
    }
}
