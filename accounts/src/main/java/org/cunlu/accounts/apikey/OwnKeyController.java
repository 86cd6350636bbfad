package org.cunlu.accounts.apikey;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.tags.Tag;

/** For an outside system to see what it holds. */
@Controller("/api/keys")
@Secured(KeyFetcher.ANY)
@Tag(name = "keys")
class OwnKeyController {
    @Get("/self")
    OwnKey self(Authentication authentication) {
        return (OwnKey) authentication.getAttributes().get(KeyFetcher.OWN);
    }
}
