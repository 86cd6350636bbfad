package org.cunlu.accounts.apikey;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;

/** Routes for outside systems, to see who comes in. */
@Controller("/api")
class OutsideController {
    @Get("/epcis/probe")
    @Secured("KEY_EPCIS_QUERY")
    Map<String, String> query(@Nullable Caller caller) {
        return Map.of("caller", caller == null ? "nobody" : caller.accountId());
    }

    @Get("/epcis/probe/person")
    @Secured("KEY_EPCIS_QUERY")
    Map<String, String> person(Caller caller) {
        return Map.of("caller", caller.accountId());
    }

    @Get("/hooks/probe")
    @Secured("KEY_CARRIER_TRACKING")
    Map<String, String> tracking() {
        return Map.of();
    }

    @Get("/hooks/open")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Map<String, String> open() {
        return Map.of();
    }
}
